// The declared scope (申报范围), versioned. An amendment needs a reason and at least one changed field; versions share what
// did not change. What is recorded on a day counts from the next day: the same day proves nothing (domain.md 3 and 5).
import { canonicalJson } from './canonical';
import { refusals } from './errors';
import { localDay, type Day, type Instant, type Period } from './period';
import type { Departure } from './check/facts';

export interface Scope {
  /** GB/T 2260 codes. */
  regions: readonly string[];
  activities: readonly string[];
  period: Period;
  /** Ids of the units taking part. */
  units: readonly string[];
  /** Fen; null: no cap declared. */
  capFen: number | null;
  departures: readonly Departure[];
}

export const SCOPE_FIELDS = ['regions', 'activities', 'period', 'units', 'capFen', 'departures'] as const;
export type ScopeField = (typeof SCOPE_FIELDS)[number];

export const scopeRefusal = refusals({
  'scope.nothing-changed': {
    kind: 'invalid',
    zh: '变更申报范围须至少改动一项内容',
    en: 'an amendment must change at least one field of the scope',
  },
  'scope.amendment-open': {
    kind: 'conflict',
    zh: '已有一项变更未办结：同一时间只能有一项变更',
    en: 'an amendment is already open; there may be one at a time',
    constraints: ['scope_version_one_open'],
  },
  'scope.no-amendment-open': { kind: 'conflict', zh: '没有待办的变更', en: 'no amendment is open' },
  'scope.none-in-force': {
    kind: 'not-found',
    zh: '{day} 没有生效的申报范围（登记次日起生效）',
    en: 'no scope is in force on {day}; a version counts from the day after it was recorded',
  },
});

/** Fields of `changes` that really differ from the present scope. @throws Refusal scope.nothing-changed */
export function amend(present: Scope, changes: Partial<Scope>): { scope: Scope; changed: ScopeField[] } {
  const changed = SCOPE_FIELDS.filter(
    field => changes[field] !== undefined && canonicalJson(changes[field]) !== canonicalJson(present[field]),
  );
  if (changed.length === 0) throw scopeRefusal('scope.nothing-changed');
  const scope = { ...present };
  for (const field of changed) Object.assign(scope, { [field]: changes[field] });
  return { scope, changed };
}

export interface Difference {
  field: ScopeField;
  from: unknown;
  to: unknown;
}

export function difference(from: Scope, to: Scope): Difference[] {
  return SCOPE_FIELDS.filter(field => canonicalJson(from[field]) !== canonicalJson(to[field])).map(field => ({
    field,
    from: from[field],
    to: to[field],
  }));
}

/** The version in force on a day: the last one recorded before that day began in Asia/Shanghai; null when none was. */
export function scopeOn<V extends { version: number; recordedAt: Instant }>(
  versions: readonly V[],
  day: Day,
): V | null {
  let inForce: V | null = null;
  for (const version of versions) {
    if (localDay(version.recordedAt) < day && (inForce === null || version.version > inForce.version))
      inForce = version;
  }
  return inForce;
}
