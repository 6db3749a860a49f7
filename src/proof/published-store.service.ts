// Checkpoints kept outside the database, as files: what a restored or rewritten database is held to. One folder a county:
// `checkpoint`, the newest, and `history.jsonl`, every one ever published, one JSON object a line.
import { Inject, Injectable } from '@nestjs/common';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal, refusals } from '../domain/errors';
import type { Checkpoint } from '../domain/merkle/checkpoint';
import { sameBytes } from '../domain/merkle/encoding';
import type { Config } from '../platform/config';
import { CONFIG } from '../platform/platform.module';
import type { CheckpointRow } from './checkpoints.repository';
import { appendLineDurably, replaceDurably } from './durable-file';
import { openCheckpoint } from './log-keys';
import { LogKeysService } from './log-keys.service';

export const publishedRefusal = refusals({
  'log.published-unreadable': {
    kind: 'unavailable',
    zh: '已公布的检查点文件 {file} 无法采信（{zh}），停止签名，待人工处理',
    en: 'the published checkpoint {file} cannot be trusted ({en}); nothing is signed until a person decides',
  },
});

export interface PublishedCheckpoint {
  /** The signed note verbatim. */
  note: string;
  size: number;
  root: Uint8Array;
}

@Injectable()
export class PublishedStoreService {
  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'publishedDir'>,
    private readonly keys: LogKeysService,
  ) {}

  /** Counties of which anything was ever published from here. */
  counties(): string[] {
    const folder = this.config.publishedDir;
    return existsSync(folder) ? readdirSync(folder).filter(name => /^\d{6}$/.test(name)) : [];
  }

  /** The newest published checkpoint, its signatures verified; null before the first. @throws Refusal log.published-unreadable */
  read(county: string): PublishedCheckpoint | null {
    const file = this.file(county, 'checkpoint');
    if (!existsSync(file)) return this.refuseOrphan(county);
    const note = readFileSync(file, 'utf8');
    const { size, root } = this.opened(county, note, file);
    return { note, size: Number(size), root };
  }

  /**
   * History first: a checkpoint that anybody may have seen is always in it.
   * @throws Refusal log.published-unreadable for a row that is not what its signed note says
   */
  publish(county: string, { note, size, root, signed_at: at }: CheckpointRow): void {
    const stated = this.opened(county, note, `checkpoint ${size}`);
    if (stated.size !== BigInt(size) || !sameBytes(stated.root, root)) {
      throw unreadable(`checkpoint ${size}`, { zh: '与签名内容不符', en: 'it is not what was signed' });
    }
    appendLineDurably(this.file(county, 'history.jsonl'), JSON.stringify({ size, at, note }));
    replaceDurably(this.file(county, 'checkpoint'), note);
  }

  /** A history without its newest checkpoint was tampered with, or a crash came between the two on the very first. */
  private refuseOrphan(county: string): null {
    const file = this.file(county, 'history.jsonl');
    if (!existsSync(file) || readFileSync(file, 'utf8').trim().split('\n').length < 2) return null;
    throw unreadable(this.file(county, 'checkpoint'), { zh: '文件不见了', en: 'the file is gone' });
  }

  private opened(county: string, note: string, file: string): Checkpoint {
    try {
      return openCheckpoint(note, this.keys.of(county), this.keys.origin(county));
    } catch (error) {
      if (error instanceof Refusal && !error.code.startsWith('log-key.')) throw unreadable(file, error.words);
      throw error;
    }
  }

  private file(county: string, name: string): string {
    return join(this.config.publishedDir, county, name);
  }
}

function unreadable(file: string, { zh, en }: { zh: string; en: string }): Refusal {
  return publishedRefusal('log.published-unreadable', { figures: { file, zh, en } });
}
