import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { DecisionKind } from '../../domain/claim/claim';
import type { Finding } from '../../domain/check/finding';
import type { Actor } from '../../domain/permission';
import { ALIKE, departure, featuresOf, likeness, type CaseFeatures } from '../../domain/claim/precedent';
import { FindingRow } from '../../flaws/finding.entity';
import { Flaw } from '../../flaws/flaw.entity';
import type { Reader } from '../../ledger/door';
import { Journal } from '../../ledger/journal';
import { foundClaim } from '../acts';
import { ClaimMember, type Claim } from '../claim.entity';
import { ClaimDecision } from '../deciding/decision.entity';
import type { PrecedentsQuery, PrecedentsView, PrecedentView } from './precedents.dto';
import { PrecedentsRepository, type DecidedCase } from './precedents.repository';
import { refuseUnread } from '../visibility';

const SHOWN = 20;

/** For a claim, how cases like it were decided in the places the inspector may see. */
@Injectable()
export class PrecedentsService {
  constructor(
    private readonly journal: Journal,
    private readonly rows: PrecedentsRepository,
  ) {}

  /** Without a check or a kind of flaw nothing is alike. @throws Refusal claim.not-found */
  async of(actor: Actor, claimId: string, { kind }: PrecedentsQuery): Promise<PrecedentsView> {
    return this.journal.read(actor, async q => {
      const claim = await foundClaim(q, claimId);
      await refuseUnread(q, claim, actor);
      const draft = kind ?? (await ownDraft(q, claim, actor));
      const here = await features(q, claim);
      const flawKind = here?.flawKind ?? null;
      const decided = flawKind === null ? [] : await this.rows.decided(q, { flawKind, except: claim.id });
      const alike = here === null ? [] : ranked(here, decided);
      const { departsFromAll, words } = departure(
        draft,
        alike.map(one => one.kind),
      );
      return {
        flawKind,
        draft,
        departsFromAll,
        zh: words?.zh ?? null,
        en: words?.en ?? null,
        compared: decided.length,
        alike: alike.length,
        items: alike.slice(0, SHOWN),
      };
    });
  }
}

/** What is drafted is the panel's own until it is served: only a sitting member is warned about it unasked. */
async function ownDraft(q: Reader, claim: Claim, { personId }: Actor): Promise<DecisionKind | null> {
  const sitting = await q.find(ClaimMember, { claim_id: claim.id, stage: claim.stage, person_id: personId });
  if (!sitting.some(({ left_at }) => left_at === null)) return null;
  const [draft] = await q.find(ClaimDecision, { claim_id: claim.id, state: In(['proposed', 'referred']) });
  return draft?.kind ?? null;
}

/** Of the flaw's newest finding; null when it was never checked. */
async function features(q: Reader, claim: Claim): Promise<CaseFeatures | null> {
  const flaw = await q.one(Flaw, { id: claim.flaw_id });
  const order = { recorded_at: 'DESC', id: 'DESC' } as const;
  const [newest] = await q.find(FindingRow, { flaw_id: claim.flaw_id }, { order, take: 1 });
  if (!flaw || !newest) return null;
  return featuresOf(flaw.kind, JSON.parse(newest.document) as Finding);
}

/** Those alike enough; the most alike first, and of equals the newest. */
function ranked(here: CaseFeatures, decided: readonly DecidedCase[]): PrecedentView[] {
  return decided
    .map(one => precedentOf(here, one))
    .filter(({ score }) => score >= ALIKE)
    .sort((a, b) => b.score - a.score);
}

function precedentOf(here: CaseFeatures, one: DecidedCase): PrecedentView {
  const there = featuresOf(here.flawKind, JSON.parse(one.document) as Finding);
  const { score, ...shared } = likeness(here, there);
  const { decision, county, kind, year } = one;
  const { code, version } = one.rule.applied;
  return {
    decision,
    county,
    kind,
    flawKind: here.flawKind!,
    outcome: there.outcome,
    lane: there.lane,
    year,
    rulebook: `${code}@${version}`,
    score,
    shared,
  };
}
