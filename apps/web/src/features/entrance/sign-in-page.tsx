import { useMutation } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import type { Me } from '@verdant/api/views';
import { usePage } from '../../app/page-store.ts';
import { homeOf } from '../../app/role-url.ts';
import { lastOrganization, rememberMe } from '../../app/session.ts';
import { client, queryClient } from '../../api/client.ts';
import { readFailure } from '../../api/errors.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { formatCountdown } from '../../ui/format-time.ts';
import { useCountdown } from '../recalculation/use-countdown.ts';
import { EntranceLayout } from './entrance-layout.tsx';
import { entrance } from './messages.ts';

const text = (form: FormData, name: string) => {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
};

/** safeRedirect keeps only addresses inside the product; anything else could lead a signed-in person elsewhere. */
export function safeRedirect(target: string | undefined): string | null {
  return target !== undefined && /^\/(?![/\\])/.test(target) && !target.startsWith('/sign-in') ? target : null;
}

/** SignInPage asks for organization, e-mail and password; every cause of failure reads the same. */
export function SignInPage() {
  usePage(entrance.title, null);
  const search = useSearch({ from: '/sign-in' });
  const navigate = useNavigate();
  const [lockedUntil, setLockedUntil] = useState(0);
  const wait = useCountdown(lockedUntil);

  const enter = (me: Me) => {
    queryClient.clear();
    rememberMe(me);
    const target = safeRedirect(search.redirect);
    if (me.lastRole === null) return navigate({ to: '/choose-role', search: target === null ? {} : { redirect: target } });
    return navigate({ to: target === null || target === '/' ? homeOf(me.lastRole) : target });
  };
  const signIn = useMutation({
    mutationFn: (form: FormData) =>
      client.account.signIn.mutate({ organization: text(form, 'organization').trim(), email: text(form, 'email').trim(), password: text(form, 'password') }),
    onSuccess: enter,
    onError: (error) => {
      const { code, retryAfterSeconds } = readFailure(error);
      if (code === 'TOO_MANY_REQUESTS' && retryAfterSeconds !== null) setLockedUntil(Date.now() + retryAfterSeconds * 1000);
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (wait === 0 && !signIn.isPending) signIn.mutate(new FormData(event.currentTarget));
  };
  const failure = signIn.error === null ? null : readFailure(signIn.error).code;
  const message = failure === 'TOO_MANY_REQUESTS' ? null : signIn.error === null ? null : failure === null ? entrance.unreachable : entrance.failed;
  return (
    <EntranceLayout title={entrance.title} lead={entrance.lead}>
      <form onSubmit={submit} className="grid gap-5">
        <Field
          name="organization" label={entrance.organization} hint={entrance.organizationHint} defaultValue={search.organization ?? lastOrganization()}
          autoComplete="organization" autoCapitalize="none" spellCheck={false} required maxLength={63}
        />
        <Field name="email" type="email" label={entrance.email} autoComplete="username" autoCapitalize="none" spellCheck={false} required maxLength={254} invalid={message !== null} />
        <Field name="password" type="password" label={entrance.password} autoComplete="current-password" required maxLength={128} invalid={message !== null} />
        <div role="alert" className="empty:hidden">
          {message !== null && <p className="rounded-xl bg-danger-tint px-4 py-3 text-sm font-medium text-danger">{message}</p>}
          {wait > 0 && (
            <p className="rounded-xl bg-ageing-tint px-4 py-3 text-sm font-medium text-ageing">
              {entrance.lockedOut} <span aria-hidden="true" className="tabular">{formatCountdown(wait)}</span>
            </p>
          )}
        </div>
        <Button type="submit" variant="primary" className="w-full" aria-disabled={wait > 0 || signIn.isPending || undefined}>
          {signIn.isPending ? entrance.submitting : entrance.submit}
        </Button>
      </form>
    </EntranceLayout>
  );
}
