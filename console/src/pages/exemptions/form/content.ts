// What the form holds and what the API takes. The form may be half filled; a body never is, since the form's own rules stand
// before it.
import type { Schemas } from '@/api/client';

export type RecordContent = Schemas['ContentBody'];
type Tri = RecordContent['opening']['alreadyHappened'];
type Grade = RecordContent['risks'][number]['grade'];

export interface RecordValues {
  opening?: { alreadyHappened?: Tri; inspectionOpen?: Tri };
  scopeNumber?: number;
  flawKinds?: string[];
  risks?: ({ text?: string; grade?: Grade } | undefined)[];
  safeguards?: string[];
  approvals?: string[];
  pledges?: string[];
  lossCapFen?: number | null;
  period?: { from?: string; to?: string | null };
  departmentFiling?: { on?: string; with?: string; number?: string | null } | null;
  superiorTold?: { on?: string; whom?: string; how?: string } | null;
  /** Only when a returned record is filed again: what was made good. */
  note?: string;
}

/** Whether both opening questions are answered with no: the only door to a filing. */
export const isForeseen = (opening: RecordValues['opening']): boolean =>
  opening?.alreadyHappened === 'no' && opening.inspectionOpen === 'no';

/** A new record inherits scope and period from the pilot; one risk stands open, since there must be one. */
export function blankContent(scope: { number: number; period: Schemas['PeriodPart'] }): RecordValues {
  return {
    scopeNumber: scope.number,
    period: { from: scope.period.from, to: scope.period.to },
    risks: [{ grade: 'medium' }],
    flawKinds: [],
    safeguards: [],
    approvals: [],
    pledges: [],
  };
}

export function contentOf(record: Schemas['ExemptionDetail']): RecordValues {
  const { opening, scopeNumber, flawKinds, risks, safeguards, approvals, pledges } = record;
  const { lossCapFen, period, departmentFiling, superiorTold } = record;
  return {
    opening,
    scopeNumber,
    flawKinds,
    risks,
    safeguards,
    approvals,
    pledges,
    lossCapFen,
    period,
    departmentFiling,
    superiorTold,
  };
}

export function bodyOf(values: RecordValues): RecordContent {
  const { flawKinds = [], safeguards = [], approvals = [], pledges = [], scopeNumber = 1 } = values;
  return {
    opening: { alreadyHappened: 'unknown', inspectionOpen: 'unknown', ...values.opening },
    scopeNumber,
    flawKinds,
    risks: (values.risks ?? []).map(risk => ({ text: '', grade: 'medium', ...risk })),
    safeguards,
    approvals,
    pledges,
    lossCapFen: values.lossCapFen ?? null,
    period: { from: values.period?.from ?? '', to: values.period?.to ?? null },
    ...apart(values),
  };
}

function apart({ departmentFiling: filed, superiorTold: told }: RecordValues): Partial<RecordContent> {
  return {
    ...(anySaid(filed) && { departmentFiling: { on: '', with: '', ...filed, number: filed.number || null } }),
    ...(anySaid(told) && { superiorTold: { on: '', whom: '', how: '', ...told } }),
  };
}

/** A folded part that nobody touched is absent; one begun is sent, and what it lacks is named by the server. */
const anySaid = <T extends object>(part: T | null | undefined): part is T =>
  part != null && Object.values(part).some(Boolean);
