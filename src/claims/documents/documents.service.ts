import { Injectable, Logger } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { documentRefusal } from '../../domain/claim/document';
import { higherBody } from '../../domain/claim/routing';
import { Refusal } from '../../domain/errors';
import type { Paper } from '../../domain/paper/paper';
import { formatVerificationCode } from '../../domain/paper/verification-code';
import type { Actor } from '../../domain/permission';
import { Journal } from '../../ledger/journal';
import { sha256Hex } from '../../platform/digests';
import { newId } from '../../platform/ids';
import { paperPdf } from '../../platform/paper/pdf';
import { paperWord } from '../../platform/paper/word';
import { foundClaim, inCounty } from '../acts';
import { ClaimDocument } from '../after/after.entity';
import { ClaimActEntry, type Claim } from '../claim.entity';
import { ClaimDecision } from '../deciding/decision.entity';
import { duePapers, type DuePaper, type PaperNames } from './due-papers';
import { firstSeat, OrgansService } from './organs.service';
import { PapersService } from './papers.service';

/** Bytes of the code: eighty random bits. */
const CODE_BYTES = 10;

/** Makes the documents of a claim, each once, after the act it tells of and in a transaction of its own. */
@Injectable()
export class DocumentsService {
  private readonly log = new Logger('Documents');
  /** By claim: whoever comes meanwhile waits and then finds what was made, instead of rendering it again. */
  private readonly making = new Map<string, Promise<void>>();

  constructor(
    private readonly journal: Journal,
    private readonly papers: PapersService,
    private readonly organs: OrgansService,
  ) {}

  /** The answer of an act on a claim, once the papers it calls for are made. */
  async following<T extends { id: string }>(actor: Actor, act: Promise<T>): Promise<T> {
    const done = await act;
    await this.issueDue(actor, done.id);
    return done;
  }

  /** Never fails the act it follows: what could not be made now is made when the documents are next asked for. */
  async issueDue(actor: Actor, claimId: string): Promise<void> {
    const earlier = this.making.get(claimId) ?? Promise.resolve();
    const mine = earlier.then(() => this.make(actor, claimId));
    this.making.set(claimId, mine);
    await mine;
    if (this.making.get(claimId) === mine) this.making.delete(claimId);
  }

  private async make(actor: Actor, claimId: string): Promise<void> {
    try {
      const claim = await this.journal.read(actor, q => foundClaim(q, claimId));
      const scope = { ...inCounty(actor, claim.county), idempotency: undefined };
      const missing = await this.journal.read(scope, async q => {
        const made = await q.find(ClaimDocument, { claim_id: claimId });
        const due = await duePapers(q, claim);
        return due.filter(one => !made.some(row => row.kind === one.kind && row.subject_id === one.subjectId));
      });
      for (const due of missing) await this.issue(scope, claim, due);
    } catch (error) {
      if (isAlreadyIssued(error)) return;
      this.log.error({ event: 'document.failed', claim: claimId, error: String(error) });
    }
  }

  /** Rendering takes no part in a transaction; of two processes that make one document, one keeps it. */
  private async issue(scope: Actor, claim: Claim, due: DuePaper): Promise<void> {
    const code = formatVerificationCode(randomBytes(CODE_BYTES));
    const names = await this.names(scope, claim, due);
    const paper: Paper = await this.journal.read(scope, q => this.papers.paper(q, { claim, due, code, names }));
    const [docx, pdf] = [await paperWord(paper), await paperPdf(paper)];
    const row: Omit<ClaimDocument, 'recorded_at'> = {
      county: claim.county,
      id: newId(),
      claim_id: claim.id,
      kind: due.kind,
      subject_id: due.subjectId,
      number: due.number,
      issued_on: due.day,
      organ: names.organ,
      verification_code: code,
      docx,
      docx_sha256: sha256Hex(docx),
      pdf,
      pdf_sha256: sha256Hex(pdf),
    };
    await this.journal.write(scope, async tx => {
      await tx.insert(ClaimDocument, { ...row, recorded_at: tx.now });
      tx.record('claim.document-issued', claim.code, {
        claim: claim.id,
        document: row.id,
        kind: row.kind,
        number: row.number,
        docxSha256: row.docx_sha256,
        pdfSha256: row.pdf_sha256,
        codeSha256: sha256Hex(code),
      });
    });
  }

  private async names(scope: Actor, claim: Claim, { kind, subjectId, unitId }: DuePaper): Promise<PaperNames> {
    const { county } = claim;
    const organ = unitId === null ? await this.organs.firstBody(claim) : await this.organs.nameOf(county, unitId);
    if (kind !== 'decision') return { organ, copies: [], upperBody: '', approver: null };
    const { decision, approval } = await this.journal.read(scope, async q => {
      const row = (await q.one(ClaimDecision, { id: subjectId }))!;
      const act = { claim_id: claim.id, act: 'approve-referral', stage: row.stage } as const;
      return { decision: row, approval: row.approved_at === null ? null : await q.one(ClaimActEntry, act) };
    });
    const seat = decision.stage === 'upper-review' ? claim.handling : firstSeat(claim);
    return {
      organ,
      copies: await this.organs.copies(county),
      upperBody: await this.organs.bodyOf(higherBody(seat)),
      approver: approval === null ? null : await this.organs.nameOf(county, approval.unit_id),
    };
  }
}

const ALREADY = documentRefusal('document.issued-already').code;
const isAlreadyIssued = (error: unknown): boolean => error instanceof Refusal && error.code === ALREADY;
