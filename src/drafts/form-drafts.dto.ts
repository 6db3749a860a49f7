import { ApiProperty } from '@nestjs/swagger';
import { IsObject } from 'class-validator';
import { DRAFT_FORMS, type DraftForm } from '../domain/form-draft';
import { CountField } from '../platform/fields';
import type { FormDraft } from './form-draft.entity';

const CONTENT = { title: '公益性公墓试点' };

export class FormDraftBody {
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: '表单内容，原样保存，至多 64 KiB / what the form holds, kept as it is, at most 64 KiB',
    example: CONTENT,
  })
  @IsObject({ message: '应为对象|must be an object' })
  content: Record<string, unknown>;
  @CountField({
    zh: '所依据的保存次序，首次为 0 / the revision this is based on; 0 at first',
    max: 2_000_000_000,
    example: 0,
  })
  revision: number;
}

export class FormDraftSummary {
  @ApiProperty({ enum: DRAFT_FORMS, example: 'pilot' }) form: DraftForm;
  @ApiProperty({ description: '对象的编号，或 new / id of what it is about, or new', example: 'new' }) key: string;
  @ApiProperty({ type: 'integer', description: '保存次序 / grows with every save', example: 4 }) revision: number;
  @ApiProperty({ format: 'date-time', example: '2026-03-02T01:00:00.000Z' }) savedAt: string;
}

export class FormDraftView extends FormDraftSummary {
  @ApiProperty({ type: 'object', additionalProperties: true, example: CONTENT }) content: Record<string, unknown>;
}

export type FormDraftHead = Omit<FormDraft, 'content' | 'county' | 'account_id'>;

export const formDraftSummary = ({ form, key, revision, saved_at }: FormDraftHead): FormDraftSummary => ({
  form,
  key,
  revision,
  savedAt: saved_at,
});

export const formDraftView = (row: FormDraftHead & Pick<FormDraft, 'content'>): FormDraftView => ({
  ...formDraftSummary(row),
  content: JSON.parse(row.content) as Record<string, unknown>,
});
