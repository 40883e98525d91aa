import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { queries } from '../../api/queries.ts';
import { en } from '../../messages/en.ts';
import { cx } from '../../ui/class-names.ts';
import { courseIcon, helpItem, navigationOf, type NavItem } from '../navigation.ts';
import { useSession } from '../session.ts';

const item =
  'group flex min-h-11 items-center gap-3 rounded-xl px-3 text-sm font-medium text-muted transition-colors duration-150 hover:bg-raised hover:text-text max-lg:justify-center';
const active = 'bg-selected text-text';

function Item({ to, label, icon: Icon, exact = false }: NavItem) {
  return (
    <li>
      <Link to={to} activeOptions={{ exact }} activeProps={{ className: active, 'aria-current': 'page' }} className={item} title={label}>
        <Icon aria-hidden="true" className="size-[1.125rem] shrink-0 group-aria-[current=page]:text-accent" />
        <span className="truncate max-lg:sr-only"><bdi>{label}</bdi></span>
      </Link>
    </li>
  );
}

function useTrainerGroups(): NavItem[] {
  const { role } = useSession();
  const { data } = useQuery({ ...queries.trainerCourses(), enabled: role === 'trainer' });
  if (role !== 'trainer' || !data) return [];
  return data.groups.map(({ kind, id, name }) => ({
    to: kind === 'course' ? `/trainer/courses/${id}` : `/trainer/cohorts/${id}`, label: name, icon: courseIcon, group: en.nav.groups,
  }));
}

/** SideNav is the rail from 768 px and the sidebar from 992 px. */
export function SideNav() {
  const { me, role } = useSession();
  const items = [...navigationOf(role), ...useTrainerGroups()];
  const top = items.filter((one) => one.group === undefined);
  const grouped = items.filter((one) => one.group !== undefined);
  return (
    <nav aria-label={en.nav.label} className="sticky top-16 hidden h-[calc(100dvh-4rem)] w-18 shrink-0 flex-col border-e border-hairline p-3 md:flex lg:w-60 lg:p-4">
      <div className="min-h-0 flex-1 overflow-y-auto">
        <ul className="grid gap-0.5">{top.map((one) => <Item key={one.to} {...one} />)}</ul>
        {grouped.length > 0 && (
          <>
            <p className="px-3 pt-6 pb-2 text-sm font-medium text-muted max-lg:sr-only">{grouped[0]?.group}</p>
            <ul className="grid gap-0.5 max-lg:mt-3 max-lg:border-t max-lg:border-hairline max-lg:pt-3">{grouped.map((one) => <Item key={one.to} {...one} />)}</ul>
          </>
        )}
      </div>
      <ul className="grid gap-0.5 border-t border-hairline pt-3"><Item {...helpItem} /></ul>
      <p className="mt-3 truncate px-3 text-sm text-muted max-lg:sr-only"><bdi>{me.organization.name}</bdi></p>
    </nav>
  );
}

/** BottomBar carries the main places on screens below 768 px. */
export function BottomBar() {
  const { role } = useSession();
  const items = [...navigationOf(role), helpItem].filter((one) => one.bottom);
  return (
    <nav aria-label={en.nav.label} className="fixed inset-x-0 bottom-0 z-30 border-t border-hairline bg-surface pb-[env(safe-area-inset-bottom)] md:hidden">
      <ul className="flex justify-around">
        {items.map(({ to, label, short, icon: Icon, exact = false }) => (
          <li key={to} className="min-w-0 flex-1">
            <Link
              to={to}
              activeOptions={{ exact }}
              activeProps={{ className: 'text-accent', 'aria-current': 'page' }}
              inactiveProps={{ className: 'text-muted' }}
              className={cx('flex min-h-14 flex-col items-center justify-center gap-0.5 px-1 text-sm font-medium')}
            >
              <Icon aria-hidden="true" className="size-5" />
              <span className="max-w-full truncate">{short ?? label}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
