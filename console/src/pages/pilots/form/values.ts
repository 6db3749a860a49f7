// What the pilot forms hold while somebody types, and the scope the API takes. The scope's period is inherited from the
// pilot's own unless it is narrowed; everything optional may stay away.
import type { Authorisation, Departure, Level } from '@domain/check/facts';
import type { Period } from '@domain/period';
import type { Scope } from '@domain/scope';
import type { Schemas } from '@/api/client';

export interface PeriodEntry {
  from?: string;
  to?: string;
}

interface AuthorisationEntry {
  issuer: string;
  level: Level;
  number: string;
  regions: string[];
  period: PeriodEntry;
}

export interface DepartureEntry {
  document?: string;
  article?: string;
  ruleLevel?: Level;
  /** Asked by the form alone: the API knows an authorisation or none. */
  authorised?: boolean;
  authorisation?: AuthorisationEntry;
}

export interface ScopeEntry {
  regions?: string[];
  activities?: string[];
  period?: PeriodEntry;
  units?: string[];
  capFen?: number;
  departures?: DepartureEntry[];
}

export interface PilotValues {
  title: string;
  problem: string;
  beneficiaries: string;
  needEvidence?: string;
  origin: Schemas['CreatePilotBody']['origin'];
  assignedBy?: string;
  field: Schemas['CreatePilotBody']['field'];
  period: PeriodEntry;
  scope: ScopeEntry;
}

const periodOf = ({ from, to }: PeriodEntry): Period => ({ from: from ?? '', to: to ?? null });

const authorisationOf = (entry: AuthorisationEntry): Authorisation => ({ ...entry, period: periodOf(entry.period) });

function departureOf({ document, article, ruleLevel, authorised, authorisation }: DepartureEntry): Departure {
  const held = authorised === true && authorisation !== undefined ? authorisationOf(authorisation) : null;
  return { document: document ?? '', article: article ?? '', ruleLevel: ruleLevel ?? 'county', authorisation: held };
}

/** Each end of the scope's period that is left open is the pilot's. */
export function scopeOf(entry: ScopeEntry, pilot?: PeriodEntry): Scope {
  return {
    regions: entry.regions ?? [],
    activities: entry.activities ?? [],
    period: periodOf({ from: entry.period?.from ?? pilot?.from, to: entry.period?.to ?? pilot?.to }),
    units: entry.units ?? [],
    capFen: entry.capFen ?? null,
    departures: (entry.departures ?? []).map(departureOf),
  };
}

/** The other way round: a recorded scope as the form holds it. */
export function entryOf(scope: Scope): ScopeEntry {
  return {
    regions: [...scope.regions],
    activities: [...scope.activities],
    period: { from: scope.period.from, to: scope.period.to ?? undefined },
    units: [...scope.units],
    capFen: scope.capFen ?? undefined,
    departures: scope.departures.map(({ authorisation, ...rule }) => ({
      ...rule,
      authorised: authorisation !== null,
      authorisation: authorisation === null ? undefined : authorisationEntry(authorisation),
    })),
  };
}

const authorisationEntry = ({ regions, period, ...rest }: Authorisation): AuthorisationEntry => ({
  ...rest,
  regions: [...regions],
  period: { from: period.from, to: period.to ?? undefined },
});

export function pilotBody(values: PilotValues): Schemas['CreatePilotBody'] {
  const assigned = values.origin === 'assigned';
  return {
    title: values.title,
    problem: values.problem,
    beneficiaries: values.beneficiaries,
    needEvidence: values.needEvidence || undefined,
    origin: values.origin,
    assignedBy: assigned ? values.assignedBy || undefined : undefined,
    field: values.field,
    period: periodOf(values.period),
    scope: asPart(scopeOf(values.scope, values.period)),
  };
}

/** The document says neither that an authorisation may be null nor that a scope may be read-only; the API knows both. */
export const asPart = (scope: Scope): Schemas['ScopePart'] => scope as unknown as Schemas['ScopePart'];
export const asScope = (view: Schemas['ScopePart']): Scope => view as unknown as Scope;
