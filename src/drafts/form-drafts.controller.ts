import { Body, Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiConflictResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import { DRAFT_FORMS } from '../domain/form-draft';
import type { Actor } from '../domain/permission';
import { Allow, CurrentActor } from '../platform/access.decorator';
import { FormDraftBody, FormDraftSummary, FormDraftView } from './form-drafts.dto';
import { FormDraftsService } from './form-drafts.service';

const FORM = { name: 'form', enum: DRAFT_FORMS, example: 'pilot' };
const KEY = { name: 'key', description: '对象的编号，或 new / id of what it is about, or new', example: 'new' };
const CONFLICT = {
  allOf: [
    { $ref: '#/components/schemas/Problem' },
    { type: 'object', properties: { newer: { $ref: getSchemaPath(FormDraftView) } } },
  ],
};

@ApiTags('form-drafts')
@ApiBearerAuth()
@Controller('form-drafts')
export class FormDraftsController {
  constructor(private readonly drafts: FormDraftsService) {}

  @Get()
  @Allow('draft.keep')
  @ApiOperation({ summary: '本人未提交的草稿，最近的在前 / my drafts, newest first' })
  @ApiOkResponse({ type: [FormDraftSummary] })
  list(@CurrentActor() actor: Actor): Promise<FormDraftSummary[]> {
    return this.drafts.list(actor);
  }

  @Get(':form/:key')
  @Allow('draft.keep')
  @ApiOperation({ summary: '本人的一份草稿 / one of my drafts' })
  @ApiParam(FORM)
  @ApiParam(KEY)
  @ApiOkResponse({ type: FormDraftView })
  read(@CurrentActor() actor: Actor, @Param('form') form: string, @Param('key') key: string): Promise<FormDraftView> {
    return this.drafts.read(actor, form, key);
  }

  @Put(':form/:key')
  @Allow('draft.keep')
  @ApiOperation({ summary: '保存草稿；别处已有更新的则不覆盖 / save a draft; never over one that is newer' })
  @ApiParam(FORM)
  @ApiParam(KEY)
  @ApiOkResponse({ type: FormDraftView })
  @ApiConflictResponse({
    description: '别处已保存更新的内容（`newer`），或草稿过多 / a newer one is there, or too many are',
    content: { 'application/problem+json': { schema: CONFLICT } },
  })
  save(
    @CurrentActor() actor: Actor,
    @Param() slot: Record<'form' | 'key', string>,
    @Body() body: FormDraftBody,
  ): Promise<FormDraftView> {
    return this.drafts.put(actor, slot, body);
  }

  @Delete(':form/:key')
  @HttpCode(204)
  @Allow('draft.keep')
  @ApiOperation({ summary: '删除草稿 / delete a draft' })
  @ApiParam(FORM)
  @ApiParam(KEY)
  @ApiNoContentResponse()
  remove(@CurrentActor() actor: Actor, @Param('form') form: string, @Param('key') key: string): Promise<void> {
    return this.drafts.remove(actor, form, key);
  }
}
