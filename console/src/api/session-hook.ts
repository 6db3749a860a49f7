import { useSyncExternalStore } from 'react';
import { mayDo, type Permission, type Role } from '@domain/permission';
import { currentSession, onSession, type Self, type Session } from './session';

export const useSession = (): Session => useSyncExternalStore(onSession, currentSession);

/** Whoever is at work, the expired login included. Only below the shell, which draws nothing for nobody. */
export function useSelf(): Self {
  const session = useSession();
  if (session.status === 'in' || session.status === 'expired') return session.self;
  throw new Error('nobody is signed in');
}

/** By role; what the thing itself allows, the API says in `open`. */
export function useMay(): (permission: Permission) => boolean {
  const { roles } = useSelf();
  return permission => mayDo(roles as readonly Role[], permission);
}
