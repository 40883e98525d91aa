import type { CardState } from '@verdant/domain/analytics/card-state';
import { fieldOf, type LearnerAnalyticId } from '@verdant/domain/analytics/catalogue';
import { formatWithUnit } from '@verdant/domain/analytics/format';
import { CircleDashed, EyeOff, Hourglass, PlugZap, PowerOff, Sprout } from 'lucide-react';
import type { ReactNode } from 'react';
import { Badge } from '../../ui/badge.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { StateShape } from '../../ui/state-shape.tsx';
import { emptyText, reasonText, states } from './messages.ts';

type Props = { analytic: LearnerAnalyticId; state: CardState; className?: string; children: ReactNode };

const icon = 'size-5';

function Missing({ analytic, state }: { analytic: LearnerAnalyticId; state: CardState }) {
  switch (state.state) {
    case 'first-run': return <EmptyState icon={<Hourglass className={icon} />} title={states.firstRun} text={states.firstRunText} />;
    case 'insufficient': {
      const { need } = state;
      const title = need === null ? states.insufficient : states.need(need.have, need.required, need.what);
      return <EmptyState icon={<CircleDashed className={icon} />} title={title} text={reasonText[state.reason]} />;
    }
    case 'empty': return <EmptyState icon={<Sprout className={icon} />} title={reasonText[state.reason]} text={emptyText[analytic]} />;
    case 'not-available': return <EmptyState icon={<PlugZap className={icon} />} title={states.notAvailable} text={state.missing === null ? states.missingAny : states.missingInput(state.missing)} />;
    case 'suppressed': return <EmptyState icon={<EyeOff className={icon} />} title={states.suppressed} text={states.suppressedText} />;
    case 'opted-out': return <EmptyState icon={<PowerOff className={icon} />} title={states.optedOut} />;
    case 'fresh': case 'ageing': case 'stale': case 'low-coverage': return null;
  }
}

/** PartialMark says that a value was made from part of its inputs, and which are missing. */
function PartialMark({ analytic, state }: { analytic: LearnerAnalyticId; state: Extract<CardState, { coverage: number }> }) {
  if (!state.partial) return null;
  const fields = state.state === 'low-coverage' ? state.missing.map((path) => fieldOf(analytic, path)?.label ?? path) : [];
  const text = states.partial(formatWithUnit(state.coverage * 100, '%', 'en', 0));
  return (
    <p className="mt-3 flex flex-wrap items-center gap-2 text-sm text-muted">
      <Badge tone="ageing" icon={<StateShape tone="ageing" />}>{text}</Badge>
      {fields.length > 0 && <span>{states.partialFields(new Intl.ListFormat('en').format(fields))}</span>}
    </p>
  );
}

/** StateView renders any state of a card: the value where there is one, else one sentence about why not and what would help. */
export function StateView({ analytic, state, className, children }: Props) {
  const hasValue = 'coverage' in state;
  return (
    <div data-state={state.state} className={className}>
      {hasValue ? children : <Missing analytic={analytic} state={state} />}
      {hasValue && <PartialMark analytic={analytic} state={state} />}
    </div>
  );
}
