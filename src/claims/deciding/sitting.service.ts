import { Injectable } from '@nestjs/common';
import type { Rulebook } from '../../domain/check/rulebook';
import type { Member, Vote } from '../../domain/claim/panel';
import type { Reader } from '../../ledger/door';
import { ClaimMember, ClaimOpinion, type Claim } from '../claim.entity';
import { RecusalsService } from '../recusal/recusals.service';
import { TermsService } from '../procedure/terms.service';

/** Who sits now, who of them is recused, and the votes of the present round in the order they were given. */
export interface Sitting {
  rows: ClaimMember[];
  members: Member[];
  opinions: ClaimOpinion[];
  votes: Vote[];
  book: Rulebook;
}

/** The panel of the claim's present stage, as it stands at the moment of asking. */
@Injectable()
export class SittingService {
  constructor(
    private readonly recusals: RecusalsService,
    private readonly terms: TermsService,
  ) {}

  async of(q: Reader, claim: Claim): Promise<Sitting> {
    const order = { appointed_at: 'ASC', id: 'ASC' } as const;
    const all = await q.find(ClaimMember, { claim_id: claim.id, stage: claim.stage }, { order });
    const rows = all.filter(({ left_at }) => left_at === null);
    const grounds = await this.recusals.groundsOfAll(q, claim, rows.map(candidateOf));
    const members = rows.map(({ person_id: personId, chair }, at): Member => {
      return { personId, chair, recused: grounds[at]!.length > 0 };
    });
    const opinions = await opinionsOf(q, claim);
    return { rows, members, opinions, votes: opinions.map(voteOf), book: await this.terms.bookOf(q, claim) };
  }
}

const candidateOf = (row: ClaimMember) => ({
  accountId: row.account_id,
  personId: row.person_id,
  organisationId: row.unit_id,
});

const voteOf = ({ person_id, vote }: ClaimOpinion): Vote => ({ personId: person_id, kind: vote });

/** Of the present round, the earliest first. */
function opinionsOf(q: Reader, { id, stage, round }: Claim): Promise<ClaimOpinion[]> {
  return q.find(ClaimOpinion, { claim_id: id, stage, round }, { order: { recorded_at: 'ASC', id: 'ASC' } });
}
