// What may be erased and by whom: the payload of a ledger entry, on a lawful order, by two natural persons (Personal
// Information Protection Law art. 47). The leaf stays, and with it every proof.
import { refusals } from '../domain/errors';
import type { Lifecycle } from '../domain/lifecycle';

export type ErasureState = 'ordered' | 'executed' | 'dropped';
export type ErasureAct = 'execute' | 'drop';
export const ERASURE_STATES = ['ordered', 'executed', 'dropped'] as const satisfies readonly ErasureState[];

export const ERASURE_LIFECYCLE: Lifecycle<ErasureState, ErasureAct> = {
  concept: { zh: '抹除令', en: 'erasure' },
  initial: 'ordered',
  states: {
    ordered: { zh: '已下令', en: 'ordered' },
    executed: { zh: '已执行', en: 'executed' },
    dropped: { zh: '已撤销', en: 'dropped' },
  },
  acts: {
    execute: { from: ['ordered'], to: 'executed', words: { zh: '执行', en: 'execute' } },
    drop: { from: ['ordered'], to: 'dropped', words: { zh: '撤销', en: 'drop' } },
  },
};

export const erasureRefusal = refusals({
  'erasure.not-found': { kind: 'not-found', zh: '没有这份抹除令', en: 'there is no such erasure' },
  'erasure.entry-not-found': {
    kind: 'invalid',
    zh: '账本中没有第 {position} 条',
    en: 'the ledger has no entry {position}',
  },
  'erasure.not-erasable': {
    kind: 'invalid',
    zh: '第 {position} 条记载的是抹除本身，不能抹除',
    en: 'entry {position} records an erasure and is not erased itself',
  },
  'erasure.ordered-already': {
    kind: 'conflict',
    zh: '该条目已有抹除令，或者已经抹除',
    en: 'an erasure of this entry is ordered already, or was carried out',
    constraints: ['erasure_once'],
  },
  'erasure.payload-gone': {
    kind: 'conflict',
    zh: '该条目的载荷已不存在，且没有抹除记录：请先核查账本（ledger fsck）',
    en: 'the payload of this entry is gone without an erasure on record: check the log first (ledger fsck)',
    constraints: ['erasure_payload_gone'],
  },
  'erasure.same-person': {
    kind: 'forbidden',
    zh: '下令者不能执行自己的抹除令，须由另一人执行',
    en: 'whoever ordered it cannot carry it out: a second person must',
    constraints: ['erasure_two_persons'],
  },
});
