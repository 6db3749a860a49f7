import { Injectable } from '@nestjs/common';
import { claimClock, type ClaimClock } from '../../domain/claim/clock';
import type { ActEntered } from '../../domain/claim/stretches';
import type { Actor } from '../../domain/permission';
import type { Day } from '../../domain/period';
import { FlawsService } from '../../flaws/flaws.service';
import type { Flaw } from '../../flaws/flaw.entity';
import type { Reader } from '../../ledger/door';
import { Journal } from '../../ledger/journal';
import { encodeCursor, pageOf, PAGE_SIZE } from '../../platform/page';
import type { Pilot } from '../../pilots/pilot.entity';
import { accountabilityView } from './accountability.dto';
import { foundClaim } from '../acts';
import { Accountability, ClaimActEntry, type Claim } from '../claim.entity';
import type { ClaimDetail, ClaimPage } from './claim-detail.dto';
import { claimView, type ClaimsQuery } from './claims.dto';
import { ClaimsRepository, type ListedClaim } from './claims.repository';
import { ClaimDecision } from '../deciding/decision.entity';
import { HandsService } from '../hands.service';
import { heardSides } from './statements.service';
import { TermsService, type Measure } from './terms.service';
import { refuseUnread } from '../visibility';

type DecisionSeen = Omit<NonNullable<ClaimDetail['decision']>, 'olderState'>;
type OwnPart = Omit<ClaimDetail, 'records' | 'pledges' | 'approvals' | 'finding' | 'decision'> & {
  decision: DecisionSeen | null;
};

type ClockedClaim = ListedClaim & { clock: ClaimClock };

/** Claims whose clocks are read at once while looking for those that show a signal. */
const BATCH = 200;

/** Claims read back: the list with its signals, one claim as the procedure knows it, its acts. */
@Injectable()
export class ClaimsReadingService {
  constructor(
    private readonly journal: Journal,
    private readonly rows: ClaimsRepository,
    private readonly hands: HandsService,
    private readonly terms: TermsService,
    private readonly flaws: FlawsService,
  ) {}

  /** `day`: for which the terms are computed. */
  async list(actor: Actor, query: ClaimsQuery & { day: Day }): Promise<ClaimPage> {
    const limit = query.limit ?? PAGE_SIZE;
    return this.journal.read(actor, async q => {
      const rows =
        query.signal === undefined ? await this.clocked(q, actor, query) : await this.signalled(q, actor, query);
      return pageOf(rows.slice(0, limit + 1), limit, ({ clock, ...row }) => listed(row, clock));
    });
  }

  /** A page of claims, each with its clock on the day. */
  private async clocked(q: Reader, actor: Actor, query: ClaimsQuery & { day: Day }): Promise<ClockedClaim[]> {
    const rows = await this.rows.page(q, actor, query);
    const acts = await this.rows.actsOf(
      q,
      rows.map(row => row.id),
    );
    const measures = await this.terms.measures(q, rows);
    return rows.map(row => ({ ...row, clock: clockOf(measures.get(row.id)!, acts.get(row.id)!, query.day) }));
  }

  /** A signal is no column: goes through the claims until one more than a page of them show it. */
  private async signalled(q: Reader, actor: Actor, query: ClaimsQuery & { day: Day }): Promise<ClockedClaim[]> {
    const found: ClockedClaim[] = [];
    let { cursor } = query;
    for (;;) {
      const rows = await this.clocked(q, actor, { ...query, cursor, limit: BATCH });
      const shown = rows.slice(0, BATCH);
      found.push(...shown.filter(({ clock: { present } }) => present && (present.signal ?? 'none') === query.signal));
      const last = shown.at(-1);
      if (rows.length <= BATCH || !last || found.length > (query.limit ?? PAGE_SIZE)) return found;
      cursor = encodeCursor({ at: last.recorded_at, id: last.id });
    }
  }

  /** @throws Refusal claim.not-found */
  async own(actor: Actor, id: string, day: Day): Promise<OwnPart> {
    return this.journal.read(actor, async q => {
      const claim = await foundClaim(q, id);
      await refuseUnread(q, claim, actor);
      const { flaw, pilot } = await this.flaws.found(q, claim.flaw_id);
      const matter = await q.one(Accountability, { id: claim.accountability_id });
      const acts = (await this.rows.actsOf(q, [id])).get(id)!;
      const seat = await this.hands.seatOf(q, actor);
      return {
        ...claimView(claim),
        flaw: flawPart(flaw),
        pilot: pilotPart(pilot),
        accountability: accountabilityView(matter!),
        clock: clockOf((await this.terms.measures(q, [claim])).get(id)!, acts, day),
        heard: await heardSides(q, claim),
        recusals: await this.rows.recusals(q, id),
        decision: await decisionSeen(q, claim, this.hands.decidesOn(seat, claim)),
        mine: await this.hands.openTo(q, { actor, seat, claim }),
      };
    });
  }

  /** In order. */
  async acts(actor: Actor, id: string): Promise<ClaimActEntry[]> {
    return this.journal.read(actor, q => q.find(ClaimActEntry, { claim_id: id }, { order: { ordinal: 'ASC' } }));
  }
}

const clockOf = ({ terms, calendar }: Measure, acts: readonly ActEntered[], day: Day): ClaimClock =>
  claimClock({ acts, terms }, day, calendar);

function listed(row: ListedClaim, { present }: ClaimClock): ClaimPage['items'][number] {
  return {
    ...claimView(row),
    flawCode: row.flaw_code,
    pilotCode: row.pilot_code,
    pilotTitle: row.pilot_title,
    step: present && present.step,
    due: present && present.due,
    signal: present && present.signal,
  };
}

function flawPart(flaw: Flaw): ClaimDetail['flaw'] {
  const { id, code, state, kind } = flaw;
  return { id, code, state, kind, actFrom: flaw.act_from, actTo: flaw.act_to, lossFen: flaw.loss_fen };
}

const pilotPart = ({ id, code, title }: Pilot): ClaimDetail['pilot'] => ({ id, code, title });

/** Of the issued decisions the last; one not served yet is seen by the bodies that made it alone. */
async function decisionSeen(q: Reader, claim: Claim, decides: boolean): Promise<DecisionSeen | null> {
  const order = { issued_at: 'ASC', id: 'ASC' } as const;
  const issued = await q.find(ClaimDecision, { claim_id: claim.id, state: 'issued' }, { order });
  const unserved = claim.state === 'decided' && !decides ? claim.decision_id : null;
  const last = issued.filter(({ id }) => id !== unserved).at(-1);
  return last ? { id: last.id, code: last.code, kind: last.kind, stage: last.stage } : null;
}
