import { ApiProperty } from '@nestjs/swagger';
import type { Instant } from '../domain/period';
import type { FsckRun } from './fsck-run.entity';

const UUID = '0190a5d2-7c1e-7b3a-9f10-2d4c5e6f7a8b';
const INSTANT = '2026-03-02T19:00:00.000Z';

export const RUN_STATES = ['running', 'cut-off', 'broken', 'passed', 'failed'] as const;
export type RunState = (typeof RUN_STATES)[number];

/** Hours after which a run without an end counts as cut off with its process. */
export const CUT_OFF_HOURS = 6;

export class FaultView {
  @ApiProperty({ example: '513221' }) county: string;
  @ApiProperty({ example: 'payload.altered', description: '见 docs/operations.md / see docs/operations.md' })
  code: string;
  @ApiProperty({ example: '#12' }) where: string;
  @ApiProperty({ type: String, nullable: true, example: null }) expected: string | null;
  @ApiProperty({ type: String, nullable: true, example: null }) found: string | null;
  @ApiProperty({ example: '载荷与叶中摘要不符' }) zh: string;
  @ApiProperty({ example: 'the payload does not have the digests in the leaf' }) en: string;
}

export class UnjudgedView {
  @ApiProperty({ example: 'cosignature.unknown-witness' }) code: string;
  @ApiProperty({ example: 3 }) count: number;
  @ApiProperty({ example: '联署者不在见证名单，未核' }) zh: string;
  @ApiProperty({ example: 'cosigned by no configured witness: not judged' }) en: string;
}

export class FsckRunView {
  @ApiProperty({ example: UUID }) id: string;
  @ApiProperty({ example: '513221' }) county: string;
  @ApiProperty({ enum: ['nightly', 'asked'] }) origin: 'nightly' | 'asked';
  @ApiProperty({ enum: RUN_STATES }) state: RunState;
  @ApiProperty({ type: String, nullable: true, example: null, description: '要求者账号 / account' })
  askedBy: string | null;
  @ApiProperty({ example: INSTANT }) beganAt: string;
  @ApiProperty({ type: String, nullable: true, example: INSTANT }) endedAt: string | null;
  @ApiProperty({ type: Number, nullable: true, example: 100 }) size: number | null;
  @ApiProperty({ type: String, nullable: true, example: null, description: '重算的根 / rebuilt root, hex' })
  root: string | null;
  @ApiProperty({ type: Number, nullable: true, example: 1200 }) passed: number | null;
  @ApiProperty({ type: Number, nullable: true, example: 0 }) failed: number | null;
  @ApiProperty({ type: [FaultView], description: '每类最多 20 条 / at most 20 of a code' }) faults: FaultView[];
  @ApiProperty({ type: [UnjudgedView] }) unjudged: UnjudgedView[];
  @ApiProperty({ type: String, nullable: true, example: null, description: '中断原因 / why it broke off' })
  broken: string | null;
}

export function runView(row: FsckRun, now: Instant): FsckRunView {
  return {
    id: row.id,
    county: row.county,
    origin: row.origin,
    state: stateOf(row, now),
    askedBy: row.asked_by,
    beganAt: row.began_at,
    endedAt: row.ended_at,
    size: row.size,
    root: row.root,
    passed: row.passed,
    failed: row.failed,
    faults: row.faults ?? [],
    unjudged: row.unjudged ?? [],
    broken: row.broken,
  };
}

function stateOf(row: FsckRun, now: Instant): RunState {
  if (row.broken !== null) return 'broken';
  if (row.ended_at !== null) return row.failed === 0 ? 'passed' : 'failed';
  return Date.parse(now) - Date.parse(row.began_at) < CUT_OFF_HOURS * 3_600_000 ? 'running' : 'cut-off';
}
