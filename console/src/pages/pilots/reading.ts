// What several parts of a pilot's page read. Asked for in one place, so that the same question is sent once.
import { PILOT_LIFECYCLE } from '@domain/pilot';
import { $api, type Schemas } from '@/api/client';
import { useMay, useSelf } from '@/api/session-hook';

export type Pilot = Schemas['PilotDetail'];
export type ScopeVersion = Schemas['ScopeView'];

export const usePilot = (id: string) => $api.useQuery('get', '/api/pilots/{id}', { params: { path: { id } } });
export const useScopes = (id: string) => $api.useQuery('get', '/api/pilots/{id}/scopes', { params: { path: { id } } });
export const useApprovals = (id: string) =>
  $api.useQuery('get', '/api/pilots/{pilotId}/approvals', { params: { path: { pilotId: id } } });
export const usePledges = (id: string) =>
  $api.useQuery('get', '/api/pilots/{pilotId}/pledges', { params: { path: { pilotId: id }, query: { limit: 100 } } });

/** Whether this person speaks for the pilot's unit; what the state allows is asked beside it. */
export function useOwn(pilot: Pilot): boolean {
  const { organisation } = useSelf();
  return useMay()('pilot.change') && pilot.sponsorId === organisation.id;
}

export const isAmendable = ({ state }: Pilot): boolean => state !== 'draft' && state !== 'closed';
export const STATE_WORDS = PILOT_LIFECYCLE.states;
/** The version that counts today: the last one recorded on an earlier day. */
export const inForce = (versions: readonly ScopeVersion[], day: string): ScopeVersion | undefined =>
  versions.findLast(({ inForceFrom }) => inForceFrom !== null && inForceFrom <= day);
export const latestRecorded = (versions: readonly ScopeVersion[]): ScopeVersion | undefined =>
  versions.findLast(({ state }) => state === 'recorded');
export const openVersion = (versions: readonly ScopeVersion[]): ScopeVersion | undefined =>
  versions.find(({ state, number }) => state === 'open' && number > 1);

/** What was stated of optional fields: an emptied field is no statement. */
export const stated = <V extends object>(values: V): V =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '' && value != null)) as V;
