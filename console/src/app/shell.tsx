// The frame around every page: who is signed in, where one may go, and whether the connection stands.
import { Link, Outlet, useMatches, useRouterState } from '@tanstack/react-router';
import { useState, useSyncExternalStore, type ReactNode } from 'react';
import type { Role } from '@domain/permission';
import { useMay, useSelf } from '@/api/session-hook';
import { FirstPassword } from '@/pages/me/first-password';
import { NotAllowed } from '@/parts/feedback';
import { say } from '@/words/say';
import { LanguageSwitch } from './language-switch';
import { LogOut } from './log-out';
import { menuOf } from './menu';
import { neededFor, whoMay } from './needs';

const subscribeOnline = (changed: () => void): (() => void) => {
  window.addEventListener('online', changed);
  window.addEventListener('offline', changed);
  return () => {
    window.removeEventListener('online', changed);
    window.removeEventListener('offline', changed);
  };
};

/** With `children` in place of the page: an address that there is not keeps the way out. */
export function Shell({ children }: { children?: ReactNode }): ReactNode {
  const self = useSelf();
  const online = useSyncExternalStore(subscribeOnline, () => navigator.onLine);
  const path = useRouterState({ select: state => state.location.pathname });
  // Open for the address it was opened at: going anywhere closes it.
  const [openAt, setOpenAt] = useState<string | null>(null);
  const open = openAt === path;
  return (
    <div className="shell">
      <a className="skip" href="#main">
        {say('跳到正文', 'Skip to the content')}
      </a>
      <header className="shell-top">
        <button
          className="button button-quiet shell-menu"
          type="button"
          aria-expanded={open}
          aria-controls="menu"
          onClick={() => setOpenAt(open ? null : path)}
        >
          {say('菜单', 'Menu')}
        </button>
        <Link to="/" className="shell-brand">
          <img src="/harbor.svg" alt="" width="28" height="28" />
          <span>{say('试点容错备案', 'Pilot Harbor')}</span>
        </Link>
        <div className="shell-who">
          <Link to="/me" title={self.organisation.name}>
            <span className="shell-unit">{self.organisation.name} · </span>
            {self.name}
          </Link>
          <LanguageSwitch />
          <LogOut />
        </div>
      </header>
      <nav id="menu" className={`shell-side ${open ? 'is-open' : ''}`} aria-label={say('主菜单', 'Main menu')}>
        <p className="shell-self quiet small">
          {self.organisation.name} · <Link to="/me">{self.name}</Link>
        </p>
        <Menu roles={self.roles as Role[]} above={self.county.endsWith('00')} />
      </nav>
      <main id="main" className="shell-main" tabIndex={-1}>
        {!online && (
          <p className="offline" role="status">
            {say(
              '网络已断开。已填的内容留在页面上，恢复后自动保存。',
              'The network is down. What you entered stays here and is saved once it is back.',
            )}
          </p>
        )}
        {self.mustChangePassword ? <FirstPassword /> : (children ?? <Allowed />)}
      </main>
    </div>
  );
}

function Allowed(): ReactNode {
  const route = useMatches({ select: matches => matches.at(-1)?.fullPath ?? '' });
  const needed = neededFor(route);
  const may = useMay();
  return needed === undefined || may(needed) ? <Outlet /> : <NotAllowed key={route} text={whoMay(needed)} />;
}

/** Links mark themselves as current by prefix; which entry is current is decided here. */
const EXACTLY = { exact: true, explicitUndefined: true };

function Menu({ roles, above }: { roles: Role[]; above: boolean }): ReactNode {
  const path = useRouterState({ select: state => state.location.pathname });
  const entries = menuOf(roles, above);
  // The start page is what stands first in the menu.
  const isHere = (to: string) => path === to || path.startsWith(`${to}/`);
  const nearest = entries.filter(({ to }) => to !== '/' && isHere(to)).sort((a, b) => b.to.length - a.to.length)[0];
  const here = path === '/' ? entries[0] : nearest;
  return (
    <ul>
      {entries.map(entry => (
        <li key={entry.to}>
          <Link to={entry.to} activeOptions={EXACTLY} aria-current={entry === here ? 'page' : undefined}>
            {entry.text}
          </Link>
        </li>
      ))}
    </ul>
  );
}
