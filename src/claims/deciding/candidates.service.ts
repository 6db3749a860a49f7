import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { refuseOutsideBody } from '../../domain/claim/routing';
import { reachOf, type Actor } from '../../domain/permission';
import type { Account } from '../../identity/account.entity';
import { Organisation } from '../../identity/organisation.entity';
import type { Reader } from '../../ledger/door';
import { Journal } from '../../ledger/journal';
import { foundClaim, inCounty } from '../acts';
import type { PanelCandidateView } from './candidates.dto';
import { HandsService } from '../hands.service';
import { inspectorsNow } from './inspectors';
import { RecusalsService } from '../recusal/recusals.service';
import { groundView } from '../recusal/recusals.dto';
import type { Claim } from '../claim.entity';

/** Whom the handling body could seat on a panel, each with what keeps him away, so that nobody is asked in vain. */
@Injectable()
export class CandidatesService {
  constructor(
    private readonly journal: Journal,
    private readonly hands: HandsService,
    private readonly recusals: RecusalsService,
  ) {}

  /** Inspectors of the handling body's place, those who may sit first. @throws Refusal claim.not-found, claim.not-handling */
  async ofClaim(actor: Actor, id: string): Promise<PanelCandidateView[]> {
    const claim = await this.journal.read(actor, async q => {
      const found = await foundClaim(q, id);
      refuseOutsideBody(await this.hands.seatOf(q, actor), found);
      return found;
    });
    const inspectors = await this.journal.read({ county: claim.handling, reach: reachOf(claim.handling) }, q =>
      withUnits(q, claim.handling),
    );
    return this.journal.read(inCounty(actor, claim.county), q => this.judged(q, claim, inspectors));
  }

  private async judged(q: Reader, claim: Claim, inspectors: readonly Inspector[]): Promise<PanelCandidateView[]> {
    const people = inspectors.map(({ account: { id, person_id: personId, organisation_id: organisationId } }) => {
      return { accountId: id, personId, organisationId };
    });
    const grounds = await this.recusals.groundsOfAll(q, claim, people);
    const views = inspectors.map(({ account: { id, name, post }, unit }, at): PanelCandidateView => {
      return { accountId: id, name, post, unit, keptAwayBy: grounds[at]!.map(groundView) };
    });
    return views.sort((a, b) => Number(a.keptAwayBy.length > 0) - Number(b.keptAwayBy.length > 0));
  }
}

interface Inspector {
  account: Account;
  unit: string;
}

async function withUnits(q: Reader, county: string): Promise<Inspector[]> {
  const accounts = await inspectorsNow(q, { county });
  if (accounts.length === 0) return [];
  const units = await q.find(Organisation, {
    county,
    id: In([...new Set(accounts.map(({ organisation_id }) => organisation_id))]),
  });
  const names = new Map(units.map(({ id, name }) => [id, name]));
  return accounts.map(account => ({ account, unit: names.get(account.organisation_id) ?? '' }));
}
