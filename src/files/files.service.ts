import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { refusals } from '../domain/errors';
import { FILE_LIMIT_BYTES, mediaTypeOf } from '../domain/media';
import type { Actor } from '../domain/permission';
import type { Reader } from '../ledger/door';
import { Journal } from '../ledger/journal';
import { sha256Hex, sm3Hex } from '../platform/digests';
import { FileRow } from './file.entity';
import { fileView, type FileStored } from './files.dto';

export const fileRefusal = refusals({
  'file.missing': { kind: 'invalid', zh: '没有收到文件（字段 file）', en: 'no file was received (field file)' },
  'file.empty': { kind: 'invalid', zh: '文件是空的', en: 'the file is empty' },
  'file.too-large': { kind: 'too-large', zh: '文件超过 {limit} 字节', en: 'the file is larger than {limit} bytes' },
  'file.type-refused': {
    kind: 'unsupported-type',
    zh: '只接受 PDF、PNG、JPEG、MP4、MP3 和纯文本（按内容识别）',
    en: 'only PDF, PNG, JPEG, MP4, MP3 and plain text are kept, told by their content',
  },
  'file.unknown': {
    kind: 'invalid',
    zh: '证据文件 {sha256} 尚未上传：请先 POST /files',
    en: 'evidence {sha256} was not uploaded: POST /files first',
  },
  'file.not-found': { kind: 'not-found', zh: '没有该文件：{sha256}', en: 'there is no such file: {sha256}' },
});

export interface StoredFile {
  mediaType: string;
  content: Buffer;
}

@Injectable()
export class FilesService {
  constructor(private readonly journal: Journal) {}

  /** Keeps the bytes under their SHA-256; a file already kept is simply named again. @throws Refusal file.* */
  async store(actor: Actor, content: Buffer | undefined): Promise<FileStored> {
    const mediaType = accepted(content);
    const sha256 = sha256Hex(content!);
    const kept = await this.journal.read(actor, q => q.one(FileRow, { sha256, county: actor.county }));
    if (kept) return { ...fileView(kept), receipt: null };
    // The digest already makes a repeated upload harmless; a request key would not cover the file's bytes.
    const { value, receipts } = await this.journal.write({ ...actor, idempotency: undefined }, async tx => {
      const row: FileRow = {
        county: tx.county,
        sha256,
        sm3: sm3Hex(content!),
        size: content!.length,
        media_type: mediaType,
        content: content!,
        stored_by: actor.accountId,
        recorded_at: tx.now,
      };
      await tx.insert(FileRow, row);
      tx.record('file.stored', sha256, { sha256, sm3: row.sm3, size: row.size, mediaType });
      return fileView(row);
    });
    return { ...value, receipt: receipts[0]! };
  }

  /** @throws Refusal file.not-found */
  async read(actor: Actor, sha256: string): Promise<StoredFile> {
    const rows = await this.journal.read(actor, q =>
      q.sql<{ media_type: string; content: Buffer }>('select media_type, content from file where sha256 = $1 limit 1', [
        sha256,
      ]),
    );
    const [row] = rows;
    if (!row) throw fileRefusal('file.not-found', { figures: { sha256 } });
    return { mediaType: row.media_type, content: row.content };
  }

  /** Evidence must be there before it is named. @throws Refusal file.unknown naming the first one missing */
  async expectAll(q: Reader, digests: readonly string[]): Promise<void> {
    if (digests.length === 0) return;
    const kept = await q.find(FileRow, { sha256: In([...digests]) });
    const known = new Set(kept.map(row => row.sha256));
    const missing = digests.find(digest => !known.has(digest));
    if (missing !== undefined) throw fileRefusal('file.unknown', { figures: { sha256: missing } });
  }
}

function accepted(content: Buffer | undefined): string {
  if (!content) throw fileRefusal('file.missing');
  if (content.length === 0) throw fileRefusal('file.empty');
  if (content.length > FILE_LIMIT_BYTES) throw fileRefusal('file.too-large', { figures: { limit: FILE_LIMIT_BYTES } });
  const mediaType = mediaTypeOf(content);
  if (mediaType === null) throw fileRefusal('file.type-refused');
  return mediaType;
}
