import { Controller, Get, Header, Param, Post, StreamableFile, UploadedFile, UseInterceptors } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import {
  ApiBearerAuth,
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { FILE_LIMIT_BYTES } from '../domain/media';
import type { Actor } from '../domain/permission';
import { Allow, CurrentActor } from '../platform/access.decorator';
import { FileStored, FileUpload } from './files.dto';
import { FilesService } from './files.service';

@ApiTags('files')
@ApiBearerAuth()
@Controller('files')
export class FilesController {
  constructor(private readonly files: FilesService) {}

  @Post()
  @Allow('file.store')
  @UseInterceptors(FileInterceptor('file', { limits: { fileSize: FILE_LIMIT_BYTES, files: 1, fields: 0 } }))
  @ApiConsumes('multipart/form-data')
  @ApiBody({ type: FileUpload })
  @ApiOperation({ summary: '存入证据文件，按摘要保存 / keep a file as evidence, by its digest' })
  @ApiCreatedResponse({ type: FileStored })
  store(@CurrentActor() actor: Actor, @UploadedFile() file?: { buffer: Buffer }): Promise<FileStored> {
    return this.files.store(actor, file?.buffer);
  }

  @Get(':sha256')
  @Allow('file.read')
  @Header('Content-Security-Policy', "sandbox; default-src 'none'")
  @ApiOperation({ summary: '取回文件 / fetch a file' })
  @ApiOkResponse({ content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } })
  async read(@CurrentActor() actor: Actor, @Param('sha256') sha256: string): Promise<StreamableFile> {
    const { content, mediaType } = await this.files.read(actor, sha256);
    return new StreamableFile(content, {
      type: mediaType,
      disposition: `attachment; filename="${sha256.slice(0, 16)}"`,
    });
  }
}
