import { useMutation } from '@tanstack/react-query';
import type { CardLayout } from '@verdant/api/views';
import { useMemo } from 'react';
import { rememberMe, useSession } from '../../app/session.ts';
import { client } from '../../api/client.ts';
import { announce } from '../../ui/live-region.tsx';
import { normaliseLayout } from './card-layout.ts';
import { learner } from './messages.ts';

/** useCardLayout gives the person's order of cards in this role and keeps changes; a failed save puts the old order back. */
export function useCardLayout() {
  const { me, role } = useSession();
  const layout = useMemo(() => normaliseLayout(me.layout[role]), [me.layout, role]);
  const show = (next: CardLayout) => rememberMe({ ...me, layout: { ...me.layout, [role]: next } });
  const save = useMutation({
    mutationFn: (next: CardLayout) => client.account.setCardLayout.mutate({ role, layout: next }),
    onMutate: (next) => {
      show(next);
      return layout;
    },
    onError: (_error, _next, before) => {
      if (before) show(before);
      announce(learner.layoutFailed);
    },
  });
  return { layout, save: (next: CardLayout) => save.mutate(next) };
}
