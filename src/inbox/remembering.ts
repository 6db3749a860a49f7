// One answer of the inbox asks the same of many claims and of one claim from many sides: its panel, its proposal, each
// recusal. Within one answer nothing changes, so what was asked once is not sent again.
import type { Reader } from '../ledger/door';

/** Reads as `q` does, each question once. The rows are shared between all who ask: nobody changes them. */
export function remembering(q: Reader): Reader {
  const known = new Map<string, Promise<unknown>>();
  const once = <T>(question: readonly unknown[], ask: () => Promise<T>): Promise<T> => {
    // An undefined in a condition is refused by the reader: it must not look like no condition at all.
    const key = JSON.stringify(question, (_, value: unknown) => (value === undefined ? 'undefined' : value));
    const asked = known.get(key) ?? ask();
    known.set(key, asked);
    return asked as Promise<T>;
  };
  const asking: Pick<Reader, 'sql' | 'find' | 'one'> = {
    sql: (text, parameters = []) => once([text, parameters], () => q.sql(text, parameters)),
    find: (entity, where, options = {}) => once([nameOf(entity), where, options], () => q.find(entity, where, options)),
    one: (entity, where) => once([nameOf(entity), where, 'one'], () => q.one(entity, where)),
  };
  return Object.assign(Object.create(q) as Reader, asking);
}

function nameOf(entity: unknown): string {
  if (typeof entity !== 'function') throw new Error('the inbox asks for entities by their classes');
  return entity.name;
}
