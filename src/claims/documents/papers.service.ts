import { Inject, Injectable } from '@nestjs/common';
import { clearancePaper } from '../../domain/claim/papers/clearance';
import { correctionPaper } from '../../domain/claim/papers/correction';
import { decisionPaper, decisionPaperName } from '../../domain/claim/papers/decision';
import { filingReceiptPaper } from '../../domain/claim/papers/filing-receipt';
import type { PaperFrame } from '../../domain/claim/papers/frame';
import type { Paper } from '../../domain/paper/paper';
import { localDay } from '../../domain/period';
import { explainTerm } from '../../domain/workdays';
import type { Reader } from '../../ledger/door';
import type { Config } from '../../platform/config';
import { sha256Hex } from '../../platform/digests';
import { CONFIG } from '../../platform/platform.module';
import { ClaimClearance, ClaimCorrection } from '../after/after.entity';
import { DecisionFactsService } from './decision-facts.service';
import { ClaimDecision } from '../deciding/decision.entity';
import { DocumentsRepository } from './documents.repository';
import type { PaperAsked } from './due-papers';
import { SubjectsService, type Matter } from './subjects.service';
import { TermsService } from '../procedure/terms.service';

/** Fills the papers of domain/claim/papers from what is on record. */
@Injectable()
export class PapersService {
  constructor(
    private readonly subjects: SubjectsService,
    private readonly terms: TermsService,
    private readonly decisions: DecisionFactsService,
    private readonly documents: DocumentsRepository,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async paper(q: Reader, asked: PaperAsked): Promise<Paper> {
    const matter = await this.subjects.of(q, asked.claim);
    switch (asked.due.kind) {
      case 'filing-receipt':
        return this.receipt(q, asked, matter);
      case 'decision':
        return decisionPaper(await this.decisions.of(q, { asked, matter, frame: this.frame(asked) }));
      case 'correction':
        return this.correction(q, asked, matter);
      case 'clearance':
        return this.clearance(q, asked, matter);
    }
  }

  private frame({ due, code, names }: PaperAsked): PaperFrame {
    return {
      organMark: [names.organ],
      number: due.number,
      organs: [names.organ],
      day: due.day,
      copiesTo: due.kind === 'decision' ? names.copies : [],
      printed: null,
      verification: { code, address: verificationAddress(this.config) },
      madeAt: due.madeAt,
    };
  }

  private async receipt(q: Reader, asked: PaperAsked, { subject }: Matter): Promise<Paper> {
    const { claim } = asked;
    const book = await this.terms.bookOf(q, claim);
    const workdays = book.terms['claim-admission']?.workdays ?? 0;
    const calendar = await this.terms.calendarOf(q, claim.county);
    const term = explainTerm(calendar, localDay(claim.filed_at), workdays);
    const statement = { title: '申请陈述', sha256: sha256Hex(claim.statement) };
    const files = claim.evidence.map((sha256, i) => ({ title: `证据材料${i + 1}`, sha256 }));
    return filingReceiptPaper({
      frame: this.frame(asked),
      subject,
      receivedAt: claim.filed_at,
      handedIn: [statement, ...files],
      admission: { workdays, lastDay: term.due, provisional: term.provisional },
      ledger: { county: claim.county, ...(await this.documents.filingEntry(q, claim)) },
    });
  }

  private async correction(q: Reader, asked: PaperAsked, { subject, flaw }: Matter): Promise<Paper> {
    const { claim, due, names } = asked;
    const row = (await q.one(ClaimCorrection, { id: due.subjectId }))!;
    const decision = (await q.one(ClaimDecision, { id: claim.decision_id! }))!;
    const unit = await this.documents.unitName(q, row);
    const [ordered] = await this.documents.orderedTerm(q, row);
    return correctionPaper({
      frame: this.frame(asked),
      subject,
      addressee: unit,
      decision: { name: decisionPaperName(decision.kind), number: decision.code },
      problems: [flaw.description],
      tasks: [{ task: row.text, unit, due: ordered ?? row.due_on }],
      signedOffBy: names.organ,
    });
  }

  private async clearance(q: Reader, asked: PaperAsked, { subject, flaw }: Matter): Promise<Paper> {
    const row = (await q.one(ClaimClearance, { id: asked.due.subjectId }))!;
    return clearancePaper({
      frame: this.frame(asked),
      subject,
      addressee: row.scope,
      receivedOn: flaw.found_on ?? localDay(flaw.recorded_at),
      alleged: row.alleged,
      found: row.found,
      scope: row.scope,
    });
  }
}

/** Where an outsider enters the code, by the name that outsiders know this registry by: it answers without a log-in. */
const verificationAddress = ({ logHost }: Pick<Config, 'logHost'>): string => `https://${logHost}/api/verify`;
