import { ApiProperty } from '@nestjs/swagger';
import { CountField } from '../platform/fields';
import type { Receipt } from './append';

const HASH = 'a3f1c1e0b6d24c5f9e8d7c6b5a49382716f5e4d3c2b1a09f8e7d6c5b4a392817';

/** Where a write stands in its county's log. */
export class ReceiptView implements Receipt {
  @ApiProperty({ example: '513221' }) county: string;
  @ApiProperty({ example: 42 }) position: number;
  @ApiProperty({ example: 'pilot.registered' }) kind: string;
  @ApiProperty({ example: HASH }) leafHash: string;
  @ApiProperty({ example: '2026-03-02T01:00:00.000Z' }) receivedAt: string;
}

export class EntriesQuery {
  @CountField({ zh: '起始序号', max: Number.MAX_SAFE_INTEGER, optional: true, example: 0 }) from?: number;
  @CountField({ zh: '条数', min: 1, max: 500, optional: true, example: 100 }) limit?: number;
}

export class InclusionQuery {
  @CountField({ zh: '序号', max: Number.MAX_SAFE_INTEGER, example: 42 }) position: number;
  @CountField({ zh: '账本规模（默认为现有规模）', min: 1, max: Number.MAX_SAFE_INTEGER, optional: true, example: 100 })
  size?: number;
}

export class ConsistencyQuery {
  @CountField({ zh: '较早的规模', max: Number.MAX_SAFE_INTEGER, example: 40 }) from: number;
  @CountField({ zh: '较晚的规模（默认为现有规模）', max: Number.MAX_SAFE_INTEGER, optional: true, example: 100 })
  to?: number;
}

export class HeadView {
  @ApiProperty({ example: '513221' }) county: string;
  @ApiProperty({ example: 100 }) size: number;
  @ApiProperty({ example: HASH }) root: string;
  @ApiProperty({ type: String, nullable: true, example: '2026-03-02T01:00:00.000Z' }) lastReceivedAt: string | null;
}

/** That the payload of an entry was erased on a lawful order. */
export class ErasedView {
  @ApiProperty({ example: '2026-03-02T01:00:00.000Z' }) at: string;
  @ApiProperty({ example: 'MC-513221-2026-0001' }) erasure: string;
}

export const ERASED = {
  type: ErasedView,
  nullable: true,
  example: null,
  description: '载荷已依法抹除；叶与证明仍然有效 / payload erased by order; leaf and proofs stay valid',
};

export class EntryView {
  @ApiProperty({ example: 42 }) position: number;
  @ApiProperty({ example: 'pilot.registered' }) kind: string;
  @ApiProperty({ example: 'SD-513221-2026-0001' }) subject: string;
  @ApiProperty({ example: '2026-03-02T01:00:00.000Z' }) received_at: string;
  @ApiProperty({ example: '0190a5d2-7c1e-7b3a-9f10-2d4c5e6f7a8b' }) actor_unit: string;
  @ApiProperty({ description: 'base64', example: 'eyJhY3Rvcl91bml0Ijoi…' }) leaf: string;
  @ApiProperty({ example: HASH }) leafHash: string;
  @ApiProperty(ERASED) erased: ErasedView | null;
}

export class HistoryView {
  @ApiProperty({ example: 42 }) position: number;
  @ApiProperty({ example: 'pilot.registered' }) kind: string;
  @ApiProperty({ example: '2026-03-02T01:00:00.000Z' }) receivedAt: string;
  @ApiProperty({ example: '0190a5d2-7c1e-7b3a-9f10-2d4c5e6f7a8b' }) actorUnit: string;
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true, example: { state: 'registered' } })
  payload: Record<string, unknown> | null;
  @ApiProperty(ERASED) erased: ErasedView | null;
}

export class InclusionView {
  @ApiProperty({ example: 42 }) position: number;
  @ApiProperty({ example: 100 }) size: number;
  @ApiProperty({ description: 'base64', example: 'eyJhY3Rvcl91bml0Ijoi…' }) leaf: string;
  @ApiProperty({ example: HASH }) leafHash: string;
  @ApiProperty({ example: HASH }) root: string;
  @ApiProperty({ type: [String], example: [HASH] }) proof: string[];
}

export class ConsistencyView {
  @ApiProperty({ example: 40 }) size1: number;
  @ApiProperty({ example: 100 }) size2: number;
  @ApiProperty({ example: HASH }) root1: string;
  @ApiProperty({ example: HASH }) root2: string;
  @ApiProperty({ type: [String], example: [HASH] }) proof: string[];
}
