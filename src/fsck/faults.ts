// What can be wrong with a log, each with a stable code: an operator looks it up in docs/operations.md, a machine compares
// it. `where` names the thing, `expected` and `found` carry both values.
import { fill, type Words } from '../domain/errors';

export const FAULTS = {
  'log.unreadable': { zh: '无法核查：{found}', en: 'the check could not go on: {found}' },
  'entry.missing': { zh: '条目不见了', en: 'the entry is gone' },
  'entry.beyond-head': { zh: '条目在账本头之外', en: 'the entry lies beyond the head of the log' },
  'entry.leaf-altered': { zh: '叶内容被改动', en: 'the bytes of the leaf were changed' },
  'entry.out-of-place': { zh: '条目不在原位', en: 'the entry stands in another place than it was given' },
  'entry.hash-altered': { zh: '记下的叶哈希与叶不符', en: 'the stored leaf hash is not that of the leaf' },
  'entry.leaf-malformed': { zh: '叶内容不是规范格式', en: 'the leaf is not in canonical form' },
  'entry.row-differs': { zh: '行的各列与叶不符', en: 'the columns of the row say something else than its leaf' },
  'node.altered': { zh: '树的节点被改动', en: 'a node of the tree was changed' },
  'node.missing': { zh: '树的节点不见了', en: 'a node of the tree is gone' },
  'head.root-differs': { zh: '账本头的根与重算的不同', en: 'the root in the head is not the rebuilt one' },
  'head.frontier-differs': {
    zh: '账本头的续写状态与重算的不同',
    en: 'the frontier in the head is not the rebuilt one',
  },
  'payload.altered': { zh: '载荷与叶中摘要不符', en: 'the payload does not have the digests in the leaf' },
  'payload.missing': { zh: '载荷不见了，且没有抹除记录', en: 'the payload is gone and no erasure is on record' },
  'payload.erased-but-there': {
    zh: '载荷已记录抹除，却仍然存在',
    en: 'the payload was recorded as erased, yet is there',
  },
  'checkpoint.signature-invalid': { zh: '检查点的签名无效', en: 'the signature of the checkpoint is not valid' },
  'checkpoint.row-differs': { zh: '检查点的行与签名文本不符', en: 'the row of the checkpoint is not what was signed' },
  'checkpoint.root-differs': { zh: '签发过的根与账本不符', en: 'a root was signed that is not the log’s' },
  'checkpoint.beyond-log': { zh: '检查点超出账本', en: 'the checkpoint is larger than the log' },
  'checkpoint.order': { zh: '检查点的时间倒退', en: 'a larger checkpoint is dated before a smaller one' },
  'cosignature.invalid': { zh: '联署的签名无效', en: 'the cosignature is not valid' },
  'cosignature.row-differs': { zh: '联署的行与签名行不符', en: 'the row of the cosignature is not what was signed' },
  'cosignature.stray': { zh: '联署没有对应的检查点', en: 'the cosignature belongs to no checkpoint' },
  'token.invalid': { zh: '时间戳无效', en: 'the time stamp is not valid' },
  'token.row-differs': { zh: '时间戳的行与令牌不符', en: 'the row of the time stamp is not what the token says' },
  'token.stray': { zh: '时间戳没有对应的检查点', en: 'the time stamp belongs to no checkpoint' },
  'anchor.unfounded': { zh: '锚定没有依据', en: 'no cosignature or token supports this anchor' },
  'anchor.missing': { zh: '应有锚定而没有', en: 'the checkpoint is anchored, but no row says so' },
  'published.unreadable': { zh: '库外公布的检查点无法采信', en: 'the published checkpoint cannot be trusted' },
  'published.ahead': { zh: '数据库落后于库外公布的检查点', en: 'the database is behind the published checkpoint' },
  'published.unknown': { zh: '公布过的检查点不在库中', en: 'a published checkpoint is not in the database' },
  'published.differs': { zh: '公布过的检查点与库中的不同', en: 'a published checkpoint differs from the stored one' },
  'public.unreadable': { zh: '公开接口读不出', en: 'the public interface does not answer' },
  'public.checkpoint-differs': {
    zh: '公开的检查点与库外公布的不同',
    en: 'another checkpoint is served than was published',
  },
  'public.entry-differs': {
    zh: '公开的条目与条块中的哈希不符',
    en: 'a served entry does not have the hash in the served tile',
  },
  'public.tile-differs': { zh: '公开的条块与重算的不同', en: 'a served tile is not the rebuilt one' },
  'public.root-differs': {
    zh: '由公开条块重建的根与公开的检查点不符',
    en: 'the served tiles do not give the served root',
  },
  'row.without-entry': { zh: '登记行在账本中没有条目', en: 'a row of the registry has no entry in the log' },
  'row.differs': { zh: '登记行与账本所载不符', en: 'a row of the registry is not what the log says' },
  'entry.without-row': { zh: '账本条目所记的登记行不见了', en: 'the row that an entry of the log speaks of is gone' },
} as const satisfies Record<string, Words>;
export type FaultCode = keyof typeof FAULTS;

export const UNJUDGED = {
  'checkpoint.no-key': {
    zh: '本机没有该账本的公钥，未核签名',
    en: 'no key of this log is known here: signature not judged',
  },
  'cosignature.unknown-witness': {
    zh: '联署者不在见证名单，未核',
    en: 'cosigned by no configured witness: not judged',
  },
  'token.unknown-authority': { zh: '时间戳机构不在名单，未核', en: 'stamped by no configured authority: not judged' },
  'anchor.other-quorum': { zh: '锚定依据当时的法定数，未核', en: 'anchored under another quorum: not judged' },
  'published.torn-line': { zh: '公布历史中有残行，未核', en: 'a torn line in the published history: not judged' },
  'public.not-served': { zh: '接口未开放，未核', en: 'no interface is open: not judged' },
  'row.payload-gone': { zh: '载荷已抹除，登记行只核条目', en: 'payload erased: of the row only its entry was judged' },
} as const satisfies Record<string, Words>;
export type UnjudgedCode = keyof typeof UNJUDGED;

export interface Fault extends Words {
  county: string;
  code: FaultCode;
  /** `#12`, `checkpoint 40`, `exemption BA-513221-2026-0001` */
  where: string;
  expected: string | null;
  found: string | null;
}

export interface Unjudged extends Words {
  code: UnjudgedCode;
  count: number;
}

/** Of one code as many are told in full; the rest is counted, so that a rewritten log does not fill the disk. */
export const MOST_TOLD = 20;

/** Collects what a run finds. `passed` and `failed` count single comparisons. */
export class Findings {
  readonly faults: Fault[] = [];
  passed = 0;
  failed = 0;
  private readonly told = new Map<FaultCode, number>();
  private readonly left = new Map<UnjudgedCode, number>();

  constructor(readonly county: string) {}

  fault(code: FaultCode, where: string, { expected = null, found = null }: Partial<Pair> = {}): void {
    this.failed++;
    const told = (this.told.get(code) ?? 0) + 1;
    this.told.set(code, told);
    if (told > MOST_TOLD) return;
    const figures = { found };
    const words = { zh: fill(FAULTS[code].zh, figures), en: fill(FAULTS[code].en, figures) };
    this.faults.push({ county: this.county, code, where, expected, found, ...words });
  }

  /** True when it holds; otherwise the fault is entered. */
  expect(holds: boolean, code: FaultCode, at: { where: string } & Partial<Pair>): boolean {
    if (holds) this.passed++;
    else this.fault(code, at.where, at);
    return holds;
  }

  unjudged(code: UnjudgedCode): void {
    this.left.set(code, (this.left.get(code) ?? 0) + 1);
  }

  /** Faults of a code that were counted and not told. */
  untold(): { code: FaultCode; count: number }[] {
    return [...this.told].flatMap(([code, count]) => (count > MOST_TOLD ? [{ code, count: count - MOST_TOLD }] : []));
  }

  unjudgedTold(): Unjudged[] {
    return [...this.left].map(([code, count]) => ({ code, count, ...UNJUDGED[code] }));
  }
}

export interface Pair {
  expected: string | null;
  found: string | null;
}
