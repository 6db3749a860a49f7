import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
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

/** Unless said otherwise somebody is asked about as one who decides. */
export type AskedAbout = Candidate & { capacity?: Capacity };

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

  /** Empty: nothing on record keeps this person away. */
  async groundsOf(q: Reader, claim: Claim, person: AskedAbout): Promise<RecusalGround[]> {
    const [grounds] = await this.groundsOfAll(q, claim, [person]);
    return grounds!;
  }

  /** The same of several, in the order given, by two questions for all of them. */
  async groundsOfAll(q: Reader, claim: Claim, people: readonly AskedAbout[]): Promise<RecusalGround[][]> {
    if (people.length === 0) return [];
    const ids = [...new Set(people.map(({ personId }) => personId))];
    const rows = await q.find(ClaimRecusal, { claim_id: claim.id, person_id: In(ids) });
    const seen = await this.automaticOfAll(q, claim, people);
    return people.map(({ personId }, at) => {
      const recorded = rows.filter(row => row.person_id === personId && holds(row)).map(({ ground }) => ground);
      return RECUSAL_GROUNDS.filter(ground => recorded.includes(ground) || seen[at]!.includes(ground));
    });
  }

  /** Of recusals that were declared, found or upheld, and hold. */
  async recorded(q: Reader, claim: Claim, { personId }: Pick<Candidate, 'personId'>): Promise<RecusalGround[]> {
    const rows = await q.find(ClaimRecusal, { claim_id: claim.id, person_id: personId });
    return rows.filter(holds).map(({ ground }) => ground);
  }

  /** What the registry sees by itself, whatever was raised. */
  async automatic(q: Reader, claim: Claim, person: AskedAbout): Promise<RecusalGround[]> {
    const [grounds] = await this.automaticOfAll(q, claim, [person]);
    return grounds!;
  }

  private async automaticOfAll(q: Reader, claim: Claim, people: readonly AskedAbout[]): Promise<RecusalGround[][]> {
    const { matter, persons } = await this.rows.ties(q, claim, people);
    return persons.map((person, at) => automaticGrounds(matter, person, people[at]!.capacity ?? 'deciding'));
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
