import { Link, useLocation, useNavigate, useRouter } from '@tanstack/react-router';
import { ChevronDown, LogOut, Moon, Settings, Sun, UserRound } from 'lucide-react';
import type { Role } from '@verdant/domain/access/roles';
import { client } from '../../api/client.ts';
import { en } from '../../messages/en.ts';
import { buttonClass } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { ConnectionIndicator } from '../../ui/connection-indicator.tsx';
import { FreshnessBadge } from '../../ui/freshness-badge.tsx';
import { Menu } from '../../ui/menu.tsx';
import { SampleDataBadge } from '../../ui/sample-data-badge.tsx';
import { announce } from '../../ui/live-region.tsx';
import { Logo } from '../logo.tsx';
import { useOpenPage } from '../page-store.ts';
import { homeOf, roleNames, samePageFor } from '../role-url.ts';
import { signOut, switchRole, useSession } from '../session.ts';
import { applyTheme, useShownTheme } from '../theme.ts';

function RoleSwitcher() {
  const { me, role } = useSession();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  if (me.roles.length < 2) return null;
  const choose = async (next: Role) => {
    if (next === role) return;
    // The page is left first: nothing of the old role may ask in the name of the new one.
    await switchRole(next);
    await navigate({ to: samePageFor(pathname, next, me.user.id) });
    announce(en.header.role(roleNames[next]));
  };
  return (
    <Menu
      label={`${en.header.switchRole}: ${roleNames[role]}`}
      className={cx(buttonClass('secondary'), 'px-3')}
      entries={me.roles.map((one) => ({ kind: 'choice', label: roleNames[one], checked: one === role, onSelect: () => void choose(one) }))}
    >
      <span className="max-w-16 truncate min-[25rem]:max-w-28 sm:max-w-none">{roleNames[role]}</span>
      <ChevronDown aria-hidden="true" className="size-4 text-muted" />
    </Menu>
  );
}

function ThemeSwitch() {
  const shown = useShownTheme();
  const next = shown === 'dark' ? 'light' : 'dark';
  const toggle = () => {
    applyTheme(next);
    // A failed save only means that the next device shows the old choice.
    client.account.setTheme.mutate({ theme: next }).catch(() => undefined);
  };
  return (
    <button type="button" onClick={toggle} aria-label={next === 'light' ? en.header.toLight : en.header.toDark} className={cx(buttonClass('ghost', true), 'max-sm:hidden')}>
      {next === 'light' ? <Sun aria-hidden="true" className="size-5" /> : <Moon aria-hidden="true" className="size-5" />}
    </button>
  );
}

function AccountMenu() {
  const { me } = useSession();
  const navigate = useNavigate();
  const router = useRouter();
  const leave = async () => {
    await signOut();
    await navigate({ to: '/sign-in' });
    await router.invalidate();
  };
  return (
    <Menu
      label={en.header.account}
      className={buttonClass('ghost', true)}
      entries={[
        { kind: 'note', label: me.user.name },
        { kind: 'note', label: me.user.email },
        { kind: 'separator' },
        { kind: 'action', label: en.nav.account, icon: <Settings className="size-4" />, onSelect: () => void navigate({ to: '/account' }) },
        { kind: 'action', label: en.header.signOut, icon: <LogOut className="size-4" />, onSelect: () => void leave() },
      ]}
    >
      <span aria-hidden="true" className="grid size-9 place-items-center rounded-full bg-selected text-sm font-semibold text-link"><Initials name={me.user.name} /></span>
    </Menu>
  );
}

function Initials({ name }: { name: string }) {
  const letters = name.split(/\s+/).map((part) => part[0] ?? '').join('').slice(0, 2).toUpperCase();
  return letters === '' ? <UserRound className="size-4" /> : <>{letters}</>;
}

/** Header holds logo, freshness of the page, connection, role, theme and account. */
export function Header() {
  const { me, role } = useSession();
  const { calculatedAt, timeZone } = useOpenPage();
  return (
    <header className="sticky top-0 z-30 flex h-16 items-center gap-1 border-b border-hairline bg-canvas px-3 sm:gap-2 sm:px-6">
      <Link to={homeOf(role)} className="me-auto rounded-lg"><Logo compact /></Link>
      {me.organization.demo && <span className="max-sm:hidden"><SampleDataBadge /></span>}
      {calculatedAt !== null && <span className="max-lg:hidden"><FreshnessBadge computedAt={calculatedAt} timeZone={timeZone ?? me.organization.timeZone} freshness="live" align="end" /></span>}
      <ConnectionIndicator />
      <RoleSwitcher />
      {me.roles.length === 1 && <span className="px-2 text-sm text-muted max-md:hidden">{roleNames[role]}</span>}
      <ThemeSwitch />
      <AccountMenu />
    </header>
  );
}
