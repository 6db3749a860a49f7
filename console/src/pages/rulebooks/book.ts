// Rulebooks as the registry holds them. The document of the API carries the whole rulebook as one open value; its shape is
// the domain's own, and here is the one place that says so.
import type { Rulebook } from '@domain/check/rulebook';
import type { Day } from '@domain/period';
import { isRegionCode, isWithin } from '@domain/region';
import { $api, type Schemas } from '@/api/client';

export type Summary = Schemas['RulebookSummary'];
export type Draft = Schemas['DraftView'];

export const useRulebooks = () => $api.useQuery('get', '/api/rulebooks');

export const useRulebook = (id: string) =>
  $api.useQuery('get', '/api/rulebooks/{id}', { params: { path: { id } } }, { enabled: id !== '' });

/** Does it reach the place, or is it kept as an example of how others do it? */
export const reaches = (county: string, { region, level }: Pick<Summary, 'region' | 'level'>): boolean =>
  level !== 'zone' && (region === '000000' || (isRegionCode(region) && isWithin(county, region)));

export type Standing = 'in-force' | 'ahead' | 'over' | 'overtaken' | 'unknown';

/** Of two versions in force the one that began later counts; the earlier stays for acts of its time. */
export function standingOf(book: Summary, all: readonly Summary[], day: Day): Standing {
  if (book.inForceFrom === null) return 'unknown';
  if (book.inForceFrom > day) return 'ahead';
  if (book.inForceTo !== null && book.inForceTo < day) return 'over';
  const later = all.some(
    other =>
      other.code === book.code &&
      other.version > book.version &&
      other.inForceFrom !== null &&
      other.inForceFrom <= day &&
      (other.inForceTo === null || day <= other.inForceTo),
  );
  return later ? 'overtaken' : 'in-force';
}

/** The version that a rulebook follows on from, among those on record. */
export const versionBefore = (all: readonly Summary[], { code, version }: Pick<Rulebook, 'code' | 'version'>) =>
  all.filter(other => other.code === code && other.version < version).sort((a, b) => b.version - a.version)[0];
