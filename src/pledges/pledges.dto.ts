import { ApiProperty } from '@nestjs/swagger';
import {
  PLEDGE_KINDS,
  PLEDGE_STANDINGS,
  type Measured,
  type PledgeKind,
  type PledgeStanding,
  type StatedGiver,
  type StatedTerms,
} from '../domain/pledge';
import { MONTH_FORM } from '../domain/board/months';
import { ReceiptView } from '../ledger/ledger.dto';
import { ChoiceField, CountField, DayField, FenField, IdField, PartsField, TextField } from '../platform/fields';
import { NextCursor, PAGE_LIMIT } from '../platform/page';
import type { Pledge, PledgeTermsRow } from './pledge.entity';

const DIGEST = /^[0-9a-f]{64}$/;
export const DIGEST_EXAMPLE = 'a3f1c1e0b6d24c5f9e8d7c6b5a49382716f5e4d3c2b1a09f8e7d6c5b4a392817';
const ID = '0190a5d2-7c1e-7b3a-9f10-2d4c5e6f7a8b';

export class TranchePart {
  @DayField({ zh: '到期日', example: '2026-06-30' }) dueOn: string;
  @FenField({ zh: '金额（分），资金承诺填', optional: true }) amountFen?: number;
  @CountField({ zh: '数量，其他承诺填', min: 1, max: 1_000_000, optional: true, example: undefined }) quantity?: number;
}

export class PledgeTermsBody implements StatedTerms {
  @TextField({ zh: '承诺的内容', min: 2, max: 500, example: '公墓建设补助资金' }) what: string;
  @FenField({ zh: '总金额（分），资金承诺填', optional: true }) amountFen?: number;
  @CountField({ zh: '总数量，其他承诺填', min: 1, max: 1_000_000, optional: true, example: undefined })
  quantity?: number;
  @TextField({ zh: '计量单位，其他承诺填', max: 20, optional: true, example: undefined }) unit?: string;
  @PartsField({ zh: '分期，合计等于总量', min: 1, max: 40, type: () => TranchePart }) tranches: TranchePart[];
  @TextField({ zh: '依据文件文号', min: 2, max: 100, optional: true, example: '汶民发〔2025〕12号' })
  documentNumber?: string;
  @TextField({ zh: '依据文件的 SHA-256（先上传）', max: 64, pattern: DIGEST, optional: true, example: DIGEST_EXAMPLE })
  documentSha256?: string;
}

export class ClaimPledgeBody extends PledgeTermsBody implements StatedGiver {
  @IdField({ zh: '承诺单位（本县单位编号）', optional: true }) giverId?: string;
  @TextField({ zh: '承诺单位名称（县外单位）', min: 2, max: 100, optional: true, example: undefined })
  giverName?: string;
  @TextField({ zh: '县外单位统一社会信用代码', max: 18, optional: true, example: undefined }) creditCode?: string;
  @ChoiceField({ zh: '种类', of: PLEDGE_KINDS, example: 'funds' }) kind: PledgeKind;
}

export class RestatePledgeBody extends PledgeTermsBody {
  @TextField({ zh: '重新主张的理由', min: 2, max: 500, example: '按会议纪要更正金额' }) reason: string;
}

export class DisputePledgeBody {
  @TextField({ zh: '异议理由', min: 2, max: 500, example: '文件未列明该项资金' }) reason: string;
}

/** Filters of a list of pledges. */
export class PledgesQuery {
  @IdField({ zh: '承诺单位', optional: true }) giver?: string;
  @ChoiceField({ zh: '状态', of: PLEDGE_STANDINGS, optional: true, example: 'claimed' }) standing?: PledgeStanding;
  @ChoiceField({ zh: '种类', of: PLEDGE_KINDS, optional: true, example: 'funds' }) kind?: PledgeKind;
  @DayField({ zh: '有分期在该日之前到期', optional: true }) dueBefore?: string;
  @TextField({ zh: '县（六位代码）', min: 6, max: 6, pattern: /^\d{6}$/, optional: true, example: '513221' })
  county?: string;
  @TextField({ zh: '县外承诺单位名称', min: 2, max: 100, optional: true, example: '阿坝州民政局' }) giverName?: string;
  @ChoiceField({ zh: '文号和文件是否俱全', of: ['yes', 'no'], optional: true, example: 'yes' }) documented?:
    'yes' | 'no';
  @DayField({ zh: '已确认、至该日应兑现而未兑现足的', optional: true, example: '2026-07-15' }) undeliveredOn?: string;
  @TextField({ zh: '有兑现获确认的月份', min: 7, max: 7, pattern: MONTH_FORM, optional: true, example: '2026-06' })
  deliveredIn?: string;
  @ChoiceField({ zh: '等待本单位办理的', of: ['me'], optional: true, example: 'me' }) waiting?: 'me';
  @CountField({ zh: '每页条数', min: 1, max: PAGE_LIMIT, optional: true, example: 20 }) limit?: number;
  @TextField({ zh: '上一页返回的 next', max: 200, optional: true, example: undefined }) cursor?: string;
}

export class GiverView {
  @ApiProperty({ type: String, nullable: true, description: '县外单位为 null', example: ID }) id: string | null;
  @ApiProperty({ example: '汶川县民政局' }) name: string;
  @ApiProperty({ type: String, nullable: true, example: '11513221008946031A' }) creditCode: string | null;
}

export class TrancheView implements Measured {
  @ApiProperty({ example: '2026-06-30' }) dueOn: string;
  @ApiProperty({ type: Number, nullable: true, description: '分 / fen', example: 5_000_000 }) amountFen: number | null;
  @ApiProperty({ type: Number, nullable: true, example: null }) quantity: number | null;
}

export class PledgeView {
  @ApiProperty({ example: ID }) id: string;
  @ApiProperty({ example: 'CN-513221-2026-0001' }) code: string;
  @ApiProperty({ example: 1 }) version: number;
  @ApiProperty({ example: '513221' }) county: string;
  @ApiProperty({ example: ID }) pilotId: string;
  @ApiProperty({ example: ID }) receiverId: string;
  @ApiProperty({ type: GiverView }) giver: GiverView;
  @ApiProperty({ enum: PLEDGE_KINDS }) kind: PledgeKind;
  @ApiProperty({ enum: PLEDGE_STANDINGS }) standing: PledgeStanding;
  @ApiProperty({ example: 1, description: '第几次主张 / number of the statement' }) termsNumber: number;
  @ApiProperty({ example: '公墓建设补助资金' }) what: string;
  @ApiProperty({ type: Number, nullable: true, description: '分 / fen', example: 5_000_000 }) amountFen: number | null;
  @ApiProperty({ type: Number, nullable: true, example: null }) quantity: number | null;
  @ApiProperty({ type: String, nullable: true, example: null }) unit: string | null;
  @ApiProperty({ type: [TrancheView] }) tranches: TrancheView[];
  @ApiProperty({ type: String, nullable: true, example: '汶民发〔2025〕12号' }) documentNumber: string | null;
  @ApiProperty({ type: String, nullable: true, example: DIGEST_EXAMPLE }) documentSha256: string | null;
  @ApiProperty({ example: true, description: '文号和文件俱全 / number and file are both there' }) documented: boolean;
  @ApiProperty({ example: '2026-03-02T01:00:00.000Z' }) recordedAt: string;
}

export class PledgeWritten extends PledgeView {
  @ApiProperty({ type: ReceiptView }) receipt: ReceiptView;
}

export class PledgePage {
  @ApiProperty({ type: [PledgeView] }) items: PledgeView[];
  @NextCursor() next: string | null;
}

/** A pledge with the terms in force and the giver's name, as the repository reads it. */
export type PledgeRow = Omit<Pledge, 'giver_name' | 'giver_credit_code'> &
  Pick<PledgeTermsRow, 'what' | 'amount_fen' | 'quantity' | 'unit' | 'document_number' | 'document_sha256'> & {
    giver: string;
    credit_code: string | null;
    tranches: TrancheView[];
  };

/** Only number and file together make a claim documented. */
export const isDocumented = (terms: { document_number: string | null; document_sha256: string | null }): boolean =>
  terms.document_number !== null && terms.document_sha256 !== null;

export function pledgeView(row: PledgeRow): PledgeView {
  return {
    id: row.id,
    code: row.code,
    version: row.version,
    county: row.county,
    pilotId: row.pilot_id,
    receiverId: row.receiver_id,
    giver: { id: row.giver_id, name: row.giver, creditCode: row.credit_code },
    kind: row.kind,
    standing: row.standing,
    termsNumber: row.terms_number,
    what: row.what,
    amountFen: row.amount_fen,
    quantity: row.quantity,
    unit: row.unit,
    tranches: row.tranches.map(({ dueOn, amountFen, quantity }) => ({ dueOn, amountFen, quantity })),
    documentNumber: row.document_number,
    documentSha256: row.document_sha256,
    documented: isDocumented(row),
    recordedAt: row.recorded_at,
  };
}
