import { createContext, useContext } from 'react';
import type { Schemas } from '../api/client';

export type Role = Schemas['Role'];

const MeContext = createContext<Schemas['Me'] | null>(null);

export const MeProvider = MeContext.Provider;

/** The person at the keyboard. */
export function useMe(): Schemas['Me'] {
  const me = useContext(MeContext);
  if (me === null) {
    throw new Error('No session');
  }
  return me;
}

/** Whether they hold one of the roles. What the console hides is only comfort: the server decides. */
export function useHasRole(...roles: Role[]): boolean {
  const held = useMe().roles;
  return roles.some((role) => held.includes(role));
}
