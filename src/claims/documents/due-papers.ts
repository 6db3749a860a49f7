// Which documents of a claim are due: made when the thing happens, and asked for again wherever one is missing.
import { localDay, type Day, type Instant } from '../../domain/period';
import type { Reader } from '../../ledger/door';
import { ClaimClearance, ClaimCorrection, type DocumentKind } from '../after/after.entity';
import { ClaimActEntry, type Claim } from '../claim.entity';
import { ClaimDecision } from '../deciding/decision.entity';

export interface DuePaper {
  kind: DocumentKind;
  /** The claim, decision, correction or clearance. */
  subjectId: string;
  number: string;
  /** 成文日期. */
  day: Day;
  madeAt: Instant;
  /** Who issues it, in the county or above it; null: the body the claim was filed with. */
  unitId: string | null;
}

/** Names that stand outside the county's rows, looked up before. */
export interface PaperNames {
  organ: string;
  copies: string[];
  upperBody: string;
  /** Of the body that approved a referral; null: none did. */
  approver: string | null;
}

export interface PaperAsked {
  claim: Claim;
  due: DuePaper;
  code: string;
  names: PaperNames;
}

/** Oldest first within each kind: the receipt, the decisions that were served, the corrections, the confirmed clearance. */
export async function duePapers(q: Reader, claim: Claim): Promise<DuePaper[]> {
  const mine = { claim_id: claim.id };
  const acts = await q.find(ClaimActEntry, { ...mine, act: 'serve' }, { order: { ordinal: 'ASC' } });
  const decisions = await q.find(ClaimDecision, { ...mine, state: 'issued' });
  const corrections = await q.find(ClaimCorrection, mine, { order: { recorded_at: 'ASC', id: 'ASC' } });
  const clearances = await q.find(ClaimClearance, { ...mine, state: 'confirmed' });
  return [
    { ...filed(claim), kind: 'filing-receipt', unitId: null },
    ...acts.flatMap(({ stage, unit_id }) =>
      decisions.filter(one => one.stage === stage).map(one => served(one, unit_id)),
    ),
    ...corrections.map(row => ({
      kind: 'correction' as const,
      subjectId: row.id,
      number: row.code,
      day: row.ordered_on,
      madeAt: row.recorded_at,
      unitId: row.actor_unit,
    })),
    ...clearances.map(row => ({
      kind: 'clearance' as const,
      subjectId: row.id,
      number: row.code,
      day: localDay(row.ended_at!),
      madeAt: row.ended_at!,
      unitId: row.ended_unit,
    })),
  ];
}

const filed = ({ id, code, filed_at }: Claim) => ({
  subjectId: id,
  number: code,
  day: localDay(filed_at),
  madeAt: filed_at,
});

/** Dated as it was signed, made only once it is served: until then it is the panel's own. */
const served = ({ id, code, issued_at }: ClaimDecision, unitId: string): DuePaper => ({
  kind: 'decision',
  subjectId: id,
  number: code,
  day: localDay(issued_at!),
  madeAt: issued_at!,
  unitId,
});
