import { Injectable } from '@nestjs/common';
import { documentRefusal } from '../../domain/claim/document';
import { paperRefusal, parseVerificationCode } from '../../domain/paper/verification-code';
import type { Actor } from '../../domain/permission';
import type { Reader } from '../../ledger/door';
import { Journal } from '../../ledger/journal';
import { foundClaim } from '../acts';
import { ClaimCorrection, ClaimDocument, type DocumentKind } from '../after/after.entity';
import type { Claim } from '../claim.entity';
import { documentView, type DocumentView, type VerifiedView } from './documents.dto';
import { DocumentsRepository, type PaperFormat } from './documents.repository';
import { DocumentsService } from './documents.service';
import { concerns, copiedOnly, ownOnly, refuseInvisible } from '../visibility';

const FILE = /^([0-9a-f-]{36})\.(docx|pdf)$/;
const MEDIA: Readonly<Record<PaperFormat, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
};
const TITLES: Readonly<Record<DocumentKind, string>> = {
  'filing-receipt': '容错申请收件回执',
  decision: '容错认定文书',
  correction: '纠错通知书',
  clearance: '澄清通报',
};
/** 抄送 the organisation department. */
const COPIED: readonly DocumentKind[] = ['decision', 'clearance'];
/** Whoever verifies a document has no county. */
const NOWHERE = { county: '000000', reach: '000000' };

export interface DownloadedPaper {
  bytes: Buffer;
  mediaType: string;
  /** With the Chinese name beside one in ASCII (RFC 6266). */
  disposition: string;
}

/** Documents read back by those they concern, and confirmed to anybody who holds one. */
@Injectable()
export class IssuedService {
  constructor(
    private readonly journal: Journal,
    private readonly documents: DocumentsService,
    private readonly rows: DocumentsRepository,
  ) {}

  /** Oldest first; what is due and missing is made now. @throws Refusal claim.not-found */
  async list(actor: Actor, claimId: string): Promise<DocumentView[]> {
    await this.journal.read(actor, q => visibleOf(q, actor, claimId));
    await this.documents.issueDue(actor, claimId);
    const { rows } = await this.journal.read(actor, q => visibleOf(q, actor, claimId));
    return rows.map(documentView);
  }

  /** `file`: `<id>.docx` or `<id>.pdf`. @throws Refusal claim.not-found, document.not-found */
  async download(actor: Actor, claimId: string, file: string): Promise<DownloadedPaper> {
    const [, id, format] = FILE.exec(file) ?? [];
    return this.journal.read(actor, async q => {
      const { rows } = await visibleOf(q, actor, claimId);
      const row = rows.find(one => one.id === id);
      const bytes = row && (await this.rows.bytes(q, row.id, format as PaperFormat));
      if (!row || !bytes) throw documentRefusal('document.not-found');
      const name = encodeURIComponent(`${TITLES[row.kind]}-${row.number}.${format}`);
      const disposition = `attachment; filename="${row.number}.${format}"; filename*=UTF-8''${name}`;
      return { bytes, mediaType: MEDIA[format as PaperFormat], disposition };
    });
  }

  /** @throws Refusal paper.code-length, paper.code-symbol, paper.code-mistyped, paper.code-unknown */
  async verify(typed: string): Promise<VerifiedView> {
    const code = parseVerificationCode(typed);
    const row = await this.journal.read(NOWHERE, q => this.rows.byCode(q, code));
    if (row === null) throw paperRefusal('paper.code-unknown');
    const { kind, number, organ } = row;
    const rest = { issuedOn: row.issued_on, docxSha256: row.docx_sha256, pdfSha256: row.pdf_sha256 };
    return { valid: true, kind, number, organ, ...rest };
  }
}

/**
 * A correction notice is also the unit's that has to act; everything else only the claim's own readers see.
 * @throws Refusal claim.not-found
 */
async function visibleOf(q: Reader, actor: Actor, claimId: string): Promise<{ claim: Claim; rows: ClaimDocument[] }> {
  const claim = await foundClaim(q, claimId);
  const rows = await q.find(ClaimDocument, { claim_id: claimId }, { order: { recorded_at: 'ASC', id: 'ASC' } });
  if (concerns(claim, actor)) return { claim, rows };
  if (!ownOnly(actor)) {
    const copied = await copiedOnly(q, actor);
    return { claim, rows: copied ? rows.filter(({ kind }) => COPIED.includes(kind)) : rows };
  }
  const mine = await q.find(ClaimCorrection, { claim_id: claimId, unit_id: actor.organisationId });
  if (mine.length === 0) refuseInvisible(claim, actor);
  return { claim, rows: rows.filter(({ subject_id }) => mine.some(({ id }) => id === subject_id)) };
}
