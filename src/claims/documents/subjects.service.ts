import { Injectable } from '@nestjs/common';
import type { ClaimSubject } from '../../domain/claim/papers/frame';
import { Account } from '../../identity/account.entity';
import { OrganisationsService } from '../../identity/organisations.service';
import type { Flaw } from '../../flaws/flaw.entity';
import { FlawsService } from '../../flaws/flaws.service';
import type { Reader } from '../../ledger/door';
import type { Claim } from '../claim.entity';
import { TermsService } from '../procedure/terms.service';

export interface Matter {
  subject: ClaimSubject;
  flaw: Flaw;
}

/** What every document of a claim is about, in the names its reader knows. */
@Injectable()
export class SubjectsService {
  constructor(
    private readonly flaws: FlawsService,
    private readonly organisations: OrganisationsService,
    private readonly terms: TermsService,
  ) {}

  async of(q: Reader, claim: Claim): Promise<Matter> {
    const { flaw, pilot } = await this.flaws.found(q, claim.flaw_id);
    const sponsor = await this.organisations.organisationIn(q, pilot.sponsor_id);
    const book = await this.terms.bookOf(q, claim);
    const kind = book.flawKinds.find(({ code }) => code === flaw.kind);
    const subject = {
      claim: claim.code,
      claimant: await this.claimant(q, claim),
      unit: sponsor.name,
      pilot: { code: pilot.code, title: pilot.title },
      flaw: { code: flaw.code, title: kind?.title.zh ?? '程序瑕疵' },
    };
    return { subject, flaw };
  }

  private async claimant(q: Reader, claim: Claim): Promise<ClaimSubject['claimant']> {
    const officer = claim.claimant_account === null ? null : await q.one(Account, { id: claim.claimant_account });
    if (officer) return { name: officer.name, kind: 'person' };
    return { name: (await this.organisations.organisationIn(q, claim.claimant_unit)).name, kind: 'unit' };
  }
}
