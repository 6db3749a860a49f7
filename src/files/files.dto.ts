import { ApiProperty } from '@nestjs/swagger';
import { MEDIA_TYPES } from '../domain/media';
import { ReceiptView } from '../ledger/ledger.dto';
import type { FileRow } from './file.entity';

const HASH = 'a3f1c1e0b6d24c5f9e8d7c6b5a49382716f5e4d3c2b1a09f8e7d6c5b4a392817';

export class FileUpload {
  @ApiProperty({ type: 'string', format: 'binary', description: '不超过 10 MB / at most 10 MB' }) file: unknown;
}

export class FileView {
  @ApiProperty({ example: HASH }) sha256: string;
  @ApiProperty({ example: HASH, description: '国密 SM3 摘要 / SM3 digest' }) sm3: string;
  @ApiProperty({ example: 48213, description: '字节 / bytes' }) size: number;
  @ApiProperty({ enum: MEDIA_TYPES }) mediaType: string;
  @ApiProperty({ example: '2026-03-02T01:00:00.000Z' }) recordedAt: string;
}

export class FileStored extends FileView {
  @ApiProperty({
    type: ReceiptView,
    nullable: true,
    description: '已有同一文件时为 null / null when it was already kept',
  })
  receipt: ReceiptView | null;
}

export function fileView(row: Omit<FileRow, 'content'>): FileView {
  return { sha256: row.sha256, sm3: row.sm3, size: row.size, mediaType: row.media_type, recordedAt: row.recorded_at };
}
