import { ApiProperty } from '@nestjs/swagger';
import { TextField } from '../../platform/fields';
import { DOCUMENT_KINDS, type ClaimDocument, type DocumentKind } from '../after/after.entity';

const ID = '0190a5d2-7c1e-7b3a-9f10-2d4c5e6f7a8b';
const HASH = 'a3f1c1e0b6d24c5f9e8d7c6b5a49382716f5e4d3c2b1a09f8e7d6c5b4a392817';

export class DocumentView {
  @ApiProperty({ example: ID }) id: string;
  @ApiProperty({ enum: DOCUMENT_KINDS }) kind: DocumentKind;
  @ApiProperty({ description: '所涉申请、认定、纠错或者澄清 / what it is about', example: ID }) subjectId: string;
  @ApiProperty({ example: 'RD-513221-2026-0001' }) number: string;
  @ApiProperty({ example: '2026-07-01' }) issuedOn: string;
  @ApiProperty({ example: '中共汶川县纪律检查委员会' }) organ: string;
  @ApiProperty({ description: '验证码 / verification code', example: 'A1B2-C3D4-E5F6-G7H8-J' })
  verificationCode: string;
  @ApiProperty({ example: HASH }) docxSha256: string;
  @ApiProperty({ example: HASH }) pdfSha256: string;
  @ApiProperty({ example: '2026-07-01T01:00:00.000Z' }) recordedAt: string;
}

export class VerifyQuery {
  @TextField({ zh: '文书上的验证码', max: 60, example: 'A1B2-C3D4-E5F6-G7H8-J' }) code: string;
}

/** What a code confirms: never a content, never a name but the issuing organ's. */
export class VerifiedView {
  @ApiProperty({ example: true }) valid: true;
  @ApiProperty({ enum: DOCUMENT_KINDS }) kind: DocumentKind;
  @ApiProperty({ example: 'RD-513221-2026-0001' }) number: string;
  @ApiProperty({ example: '2026-07-01' }) issuedOn: string;
  @ApiProperty({ example: '中共汶川县纪律检查委员会' }) organ: string;
  @ApiProperty({ example: HASH }) docxSha256: string;
  @ApiProperty({ example: HASH }) pdfSha256: string;
}

export function documentView(row: Omit<ClaimDocument, 'docx' | 'pdf'>): DocumentView {
  return {
    id: row.id,
    kind: row.kind,
    subjectId: row.subject_id,
    number: row.number,
    issuedOn: row.issued_on,
    organ: row.organ,
    verificationCode: row.verification_code,
    docxSha256: row.docx_sha256,
    pdfSha256: row.pdf_sha256,
    recordedAt: row.recorded_at,
  };
}
