import { Injectable } from '@nestjs/common';
import { claimRefusal, type ClaimStep } from '../../domain/claim/claim';
import {
  automaticGrounds,
  capacityOf,
  claimRecusalRefusal,
  groundWords,
  holds,
  RECUSAL_GROUNDS,
  type Capacity,
  type RecusalGround,
} from '../../domain/claim/recusal';
import type { Actor } from '../../domain/permission';
import type { Reader } from '../../ledger/door';
import { ClaimMember, ClaimRecusal, type Claim } from '../claim.entity';
import { ClaimDecision } from '../deciding/decision.entity';
import { RecusalsRepository, type Candidate } from './recusals.repository';

export interface Acting {
  actor: Actor;
  claim: Claim;
  act?: ClaimStep;
  capacity?: Capacity;
}

/** Who takes no part in a claim: by what the registry sees itself, and by recusals on record that hold. */
@Injectable()
export class RecusalsService {
  constructor(private readonly rows: RecusalsRepository) {}

  /** Without an act or a capacity he is asked about as one who handles. @throws Refusal claim.recused naming every ground */
  async refuseRecused(q: Reader, { actor, claim, act, capacity }: Acting): Promise<void> {
    const as = capacity ?? (act === undefined ? 'handling' : capacityOf(act));
    const grounds = await this.groundsOf(q, claim, { ...actor, capacity: as });
    if (grounds.length === 0) return;
    const words = grounds.map(groundWords);
    const figures = { why: words.map(({ zh }) => zh).join('；'), why_en: words.map(({ en }) => en).join('; ') };
    throw claimRefusal('claim.recused', { figures });
  }

  /** Empty: nothing on record keeps this person away. Unless said otherwise he is asked about as one who decides. */
  async groundsOf(q: Reader, claim: Claim, person: Candidate & { capacity?: Capacity }): Promise<RecusalGround[]> {
    const recorded = await this.recorded(q, claim, person);
    const seen = await this.automatic(q, claim, person);
    return RECUSAL_GROUNDS.filter(ground => recorded.includes(ground) || seen.includes(ground));
  }

  /** Of recusals that were declared, found or upheld, and hold. */
  async recorded(q: Reader, claim: Claim, { personId }: Pick<Candidate, 'personId'>): Promise<RecusalGround[]> {
    const rows = await q.find(ClaimRecusal, { claim_id: claim.id, person_id: personId });
    return rows.filter(holds).map(({ ground }) => ground);
  }

  /** What the registry sees by itself, whatever was raised. */
  async automatic(
    q: Reader,
    claim: Claim,
    { capacity = 'deciding', ...candidate }: Candidate & { capacity?: Capacity },
  ): Promise<RecusalGround[]> {
    const { matter, person } = await this.rows.ties(q, claim, candidate);
    return automaticGrounds(matter, person, capacity);
  }

  /**
   * Nothing is proposed or issued while a recusal of a sitting member, of the proposer, or of `acting`, who is about to
   * propose or issue, waits to be decided. @throws Refusal claim.recusal-open
   */
  async refuseOpenDemands(q: Reader, claim: Claim, acting?: Pick<Actor, 'personId'>): Promise<void> {
    const open = await q.find(ClaimRecusal, { claim_id: claim.id, state: 'pending' });
    if (open.length === 0) return;
    const sitting = await q.find(ClaimMember, { claim_id: claim.id, stage: claim.stage });
    const proposed = await q.find(ClaimDecision, { claim_id: claim.id, state: 'proposed' });
    const concerned = new Set([
      ...sitting.filter(({ left_at }) => left_at === null).map(({ person_id }) => person_id),
      ...proposed.map(({ proposed_person }) => proposed_person),
      ...(acting ? [acting.personId] : []),
    ]);
    if (open.some(({ person_id }) => concerned.has(person_id))) throw claimRecusalRefusal('claim.recusal-open');
  }
}
