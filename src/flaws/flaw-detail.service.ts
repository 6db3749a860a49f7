import { Injectable } from '@nestjs/common';
import type { Actor } from '../domain/permission';
import { Journal } from '../ledger/journal';
import { lastFindingView, type FlawDetail } from './establishing.dto';
import { EstablishingService } from './establishing.service';
import { FindingRow } from './finding.entity';
import { FlawEdit } from './flaw.entity';
import { editView, flawView } from './flaws.dto';
import { FlawsService } from './flaws.service';

/** A flaw with everything said about it: answers, judgements, edits, and what its last finding still waits for. */
@Injectable()
export class FlawDetailService {
  constructor(
    private readonly journal: Journal,
    private readonly flaws: FlawsService,
    private readonly establishing: EstablishingService,
  ) {}

  /** @throws Refusal flaw.not-found */
  async detail(actor: Actor, id: string): Promise<FlawDetail> {
    return this.journal.read(actor, async q => {
      const { flaw, pilot } = await this.flaws.found(q, id);
      const edits = await q.find(FlawEdit, { flaw_id: id }, { order: { ordinal: 'ASC', field: 'ASC' } });
      const newest = { order: { recorded_at: 'DESC', id: 'DESC' }, take: 1 } as const;
      const [last] = await q.find(FindingRow, { flaw_id: id }, newest);
      return {
        ...flawView(flaw, pilot),
        answers: await this.establishing.answersOf(q, id),
        judgements: await this.establishing.judgementsOf(q, id),
        edits: edits.map(editView),
        lastFinding: last ? lastFindingView(last) : null,
      };
    });
  }
}
