import { Controller, Get, Param, ParseUUIDPipe, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../domain/permission';
import { Allow, CurrentActor } from '../platform/access.decorator';
import { SealReceiptsService, type ReceiptFile } from './seal-receipts.service';
import { SealReceipt } from './views.dto';

@ApiTags('exemptions')
@ApiBearerAuth()
@Controller('exemptions/:id')
export class SealReceiptsController {
  constructor(private readonly receipts: SealReceiptsService) {}

  @Get('receipt')
  @Allow('exemption.read')
  @ApiOperation({ summary: '封存回执：账本条目与包含证明 / receipt: the ledger entry and its inclusion proof' })
  @ApiOkResponse({ type: SealReceipt })
  receipt(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<SealReceipt> {
    return this.receipts.receipt(actor, id);
  }

  @Get('receipt.json')
  @Allow('exemption.read')
  @ApiOperation({ summary: '下载可离线验证的回执 / the receipt as a file that verifies offline' })
  @ApiProduces('application/json')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async file(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<StreamableFile> {
    return download(await this.receipts.file(actor, id), 'application/json; charset=utf-8');
  }

  @Get('receipt.pdf')
  @Allow('exemption.read')
  @ApiOperation({ summary: '下载纸质回执（含二维码） / the receipt on paper, with a QR code' })
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async paper(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<StreamableFile> {
    return download(await this.receipts.print(actor, id), 'application/pdf');
  }
}

/** Names are codes: letters, digits, dashes and dots. */
function download({ name, content }: ReceiptFile, type: string): StreamableFile {
  return new StreamableFile(content, { type, disposition: `attachment; filename="${name}"` });
}
