import { useMutation } from '@tanstack/react-query';
import type { Theme } from '@verdant/api/views';
import { PageHead } from '../../app/page-head.tsx';
import { usePage } from '../../app/page-store.ts';
import { roleNames } from '../../app/role-url.ts';
import { rememberMe, useSession } from '../../app/session.ts';
import { applyTheme } from '../../app/theme.ts';
import { client } from '../../api/client.ts';
import { useOnline } from '../../realtime/connection.ts';
import { Badge } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { announce } from '../../ui/live-region.tsx';

/** Texts of the account page. */
const account = {
  title: 'Account', profile: 'Profile', name: 'Name', email: 'E-mail', organization: 'Organization', timeZone: 'Time zone', roles: 'Roles',
  appearance: 'Appearance', appearanceHint: 'Kept for you on every device.', themes: { system: 'As the system', dark: 'Dark emerald', light: 'Light' }, saveFailed: 'The theme could not be saved.',
} as const;
const themes = ['system', 'dark', 'light'] as const satisfies readonly Theme[];

function Appearance() {
  const { me } = useSession();
  const online = useOnline();
  const save = useMutation({ mutationFn: (theme: Theme) => client.account.setTheme.mutate({ theme }), onError: () => announce(account.saveFailed) });
  const choose = (theme: Theme) => {
    applyTheme(theme);
    rememberMe({ ...me, theme });
    save.mutate(theme);
  };
  return (
    <Card>
      <fieldset disabled={!online}>
        <legend className="text-md font-semibold">{account.appearance}</legend>
        <p className="mt-1 mb-4 text-sm text-muted">{account.appearanceHint}</p>
        <div className="grid gap-2 sm:grid-cols-3">
          {themes.map((theme) => (
            <label key={theme} className="flex min-h-11 cursor-pointer items-center gap-3 rounded-xl border border-control px-4 py-3 has-checked:border-accent has-checked:bg-selected">
              <input type="radio" name="theme" value={theme} checked={me.theme === theme} onChange={() => choose(theme)} className="size-4 accent-accent" />
              <span className="font-medium">{account.themes[theme]}</span>
            </label>
          ))}
        </div>
      </fieldset>
    </Card>
  );
}

/** AccountPage shows who one is here, and lets one choose the theme. */
export function AccountPage() {
  const { me, role } = useSession();
  usePage(account.title, roleNames[role]);
  const rows = [[account.name, me.user.name], [account.email, me.user.email], [account.organization, me.organization.name], [account.timeZone, me.organization.timeZone]] as const;
  return (
    <>
      <PageHead title={account.title} />
      <div className="grid max-w-3xl gap-5">
        <Card aria-labelledby="profile">
          <h2 id="profile" className="mb-4 text-md font-semibold">{account.profile}</h2>
          <dl className="grid gap-4 sm:grid-cols-2">
            {rows.map(([term, text]) => <div key={term} className="min-w-0"><dt className="text-sm text-muted">{term}</dt><dd className="font-medium break-words"><bdi>{text}</bdi></dd></div>)}
            <div className="sm:col-span-2"><dt className="mb-1.5 text-sm text-muted">{account.roles}</dt><dd className="flex flex-wrap gap-2">{me.roles.map((one) => <Badge key={one}>{roleNames[one]}</Badge>)}</dd></div>
          </dl>
        </Card>
        <Appearance />
      </div>
    </>
  );
}
