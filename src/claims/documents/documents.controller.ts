import { Controller, Get, Header, Param, ParseUUIDPipe, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/permission';
import { Allow, CurrentActor } from '../../platform/access.decorator';
import { DocumentView } from './documents.dto';
import { IssuedService } from './issued.service';

@ApiTags('documents')
@ApiBearerAuth()
@Controller('claims/:id/documents')
export class DocumentsController {
  constructor(private readonly issued: IssuedService) {}

  @Get()
  @Allow('claim.read')
  @ApiOperation({ summary: '一项申请的文书 / the documents of a claim' })
  @ApiOkResponse({ type: [DocumentView] })
  list(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string) {
    return this.issued.list(actor, id);
  }

  @Get(':file')
  @Allow('claim.read')
  @Header('Content-Security-Policy', "sandbox; default-src 'none'")
  @ApiOperation({ summary: '下载文书（编号加 .docx 或 .pdf） / download a document' })
  @ApiParam({ name: 'file', example: '0190a5d2-7c1e-7b3a-9f10-2d4c5e6f7a8b.pdf' })
  @ApiOkResponse({ content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } })
  async download(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('file') file: string,
  ): Promise<StreamableFile> {
    const { bytes, mediaType, disposition } = await this.issued.download(actor, id, file);
    return new StreamableFile(bytes, { type: mediaType, disposition });
  }
}
