import { Injectable } from '@nestjs/common';
import { mayReadWords } from '../../domain/claim/act-reading';
import type { Actor } from '../../domain/permission';
import type { Day } from '../../domain/period';
import { Clock } from '../../platform/clock';
import type { ClaimDetail, ClaimPage } from './claim-detail.dto';
import { claimActView, type ClaimActView, type ClaimsQuery } from './claims.dto';
import { DecisionsService } from '../deciding/decisions.service';
import { ReaderService } from '../reader.service';
import { ClaimsReadingService } from './reading.service';
import { RegisteredService } from './registered.service';

/** A claim as its reader opens it: the procedure's own part with what other rooms have registered; for today by default. */
@Injectable()
export class DetailService {
  constructor(
    private readonly reading: ClaimsReadingService,
    private readonly registered: RegisteredService,
    private readonly readers: ReaderService,
    private readonly decisions: DecisionsService,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, query: ClaimsQuery): Promise<ClaimPage> {
    return this.reading.list(actor, { ...query, day: query.day ?? this.clock.today() });
  }

  /** @throws Refusal claim.not-found */
  async detail(actor: Actor, id: string, day?: Day): Promise<ClaimDetail> {
    const own = await this.reading.own(actor, id, day ?? this.clock.today());
    const about = { flawId: own.flaw.id, pilotId: own.pilot.id };
    const olderState = own.decision && (await this.decisions.olderState(actor, { claimId: id, id: own.decision.id }));
    const decision = own.decision && { ...own.decision, olderState };
    return { ...own, decision, ...(await this.registered.about(actor, about)) };
  }

  /** What the panel said among itself is withheld from whoever may not read it. @throws Refusal claim.not-found */
  async acts(actor: Actor, id: string): Promise<ClaimActView[]> {
    const { claim, reader, servedAt } = await this.readers.view(actor, id);
    const rows = await this.reading.acts(actor, id);
    return rows.map(row => {
      const { stage } = row;
      const read = mayReadWords(row.act, reader, { served: servedAt.has(stage), present: stage === claim.stage });
      return claimActView(row, read);
    });
  }
}
