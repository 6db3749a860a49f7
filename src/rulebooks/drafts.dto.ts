import { ApiProperty } from '@nestjs/swagger';
import { IsObject } from 'class-validator';
import type { Rulebook } from '../domain/check/rulebook';
import { ReceiptView } from '../ledger/ledger.dto';
import { ChoiceField, TextField } from '../platform/fields';
import { WordsView } from '../platform/words.dto';
import type { RulebookDraft } from './draft.entity';
import { DRAFT_STATES, type DraftState } from './draft-rules';

const UUID = '0190a5d2-7c1e-7b3a-9f10-2d4c5e6f7a8b';
const DIGEST = 'a3f1c1e0b6d24c5f9e8d7c6b5a49382716f5e4d3c2b1a09f8e7d6c5b4a392817';
const BEGINNING = { code: 'WC-513221', version: 3, region: '513221', level: 'county', effect: 'may-exempt' };

export class DraftBody {
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description:
      '清单全文，格式与 rulebooks/ 中的文件相同，见 docs/rulebooks.md / the whole rulebook, shaped as a file',
    example: BEGINNING,
  })
  @IsObject({ message: '应为清单内容|must be a rulebook' })
  rulebook: object;
  @TextField({ zh: '修订理由', min: 2, max: 2000, example: '自我报告期限过短，基层来不及' }) reason: string;
}

export class DraftsQuery {
  @ChoiceField({ zh: '状态', of: DRAFT_STATES, optional: true, example: 'draft' }) state?: DraftState;
}

export class DraftSummary {
  @ApiProperty({ example: UUID }) id: string;
  @ApiProperty({ example: 'QD-513221-2026-0001' }) code: string;
  @ApiProperty({ example: 1, description: '草案的修改次序，非清单版本 / of the draft, not of the rulebook' })
  version: number;
  @ApiProperty({ example: '513221' }) county: string;
  @ApiProperty({ enum: DRAFT_STATES }) state: DraftState;
  @ApiProperty({ example: 'WC-513221@3', description: '所拟清单 / what it proposes' }) proposes: string;
  @ApiProperty({ type: WordsView }) title: WordsView;
  @ApiProperty({ example: DIGEST }) sha256: string;
  @ApiProperty({ example: '自我报告期限过短，基层来不及' }) reason: string;
  @ApiProperty({ example: UUID, description: '起草人账号 / account of the author' }) draftedBy: string;
  @ApiProperty({ type: String, nullable: true, example: null, description: '发布人账号 / account of the releaser' })
  releasedBy: string | null;
  @ApiProperty({ type: String, nullable: true, example: null }) releasedAt: string | null;
  @ApiProperty({ example: '2026-06-10T01:00:00.000Z' }) recordedAt: string;
}

export class DraftView extends DraftSummary {
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: '所拟清单全文 / the whole rulebook it proposes',
  })
  rulebook: Rulebook;
}

export class DraftWritten extends DraftView {
  @ApiProperty({ type: ReceiptView }) receipt: ReceiptView;
}

export function draftSummary(row: RulebookDraft): DraftSummary {
  return {
    id: row.id,
    code: row.code,
    version: row.version,
    county: row.county,
    state: row.state,
    proposes: `${row.rulebook_code}@${row.rulebook_version}`,
    title: { zh: row.title_zh, en: row.title_en },
    sha256: row.sha256,
    reason: row.reason,
    draftedBy: row.drafted_by,
    releasedBy: row.released_by,
    releasedAt: row.released_at,
    recordedAt: row.recorded_at,
  };
}

export const draftView = (row: RulebookDraft): DraftView => ({
  ...draftSummary(row),
  rulebook: JSON.parse(row.document) as Rulebook,
});
