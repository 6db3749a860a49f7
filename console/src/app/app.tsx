import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { Component, useSyncExternalStore, type ReactNode } from 'react';
import { queries } from '@/api/client';
import { useSession } from '@/api/session-hook';
import { Boot } from '@/app/boot';
import { Login } from '@/pages/login/login';
import { Broken } from '@/parts/feedback';
import { currentLanguage, onLanguage } from '@/words/say';
import { Relogin } from './relogin';
import { isPublicPath, router } from './router';

/** Nobody signed in sees the log-in, whatever the address; it is kept, and opens after it. */
export function App(): ReactNode {
  const language = useSyncExternalStore(onLanguage, currentLanguage);
  const session = useSession();
  const open = isPublicPath(location.pathname);
  return (
    <Unbroken key={language}>
      {session.status === 'starting' && !open && <Boot />}
      {session.status === 'out' && !open && <Login reason={session.reason} />}
      {(open || session.status === 'in' || session.status === 'expired') && (
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
          {session.status === 'expired' && <Relogin self={session.self} />}
        </QueryClientProvider>
      )}
    </Unbroken>
  );
}

/** A page that fails to draw must not take the words typed elsewhere with it, nor leave a white page. */
class Unbroken extends Component<{ children: ReactNode }, { error: unknown }> {
  override state = { error: undefined as unknown };
  static getDerivedStateFromError = (error: unknown): { error: unknown } => ({ error });
  override render(): ReactNode {
    if (this.state.error === undefined) return this.props.children;
    return (
      <main className="boot">
        <Broken />
      </main>
    );
  }
}
