// How a table of the registry is held to the log: which kinds of entry witness its rows, under which subject, of which
// instant, and what of a row the payload must repeat. Written as data; the SQL is put together from constants only.

export interface Witnessing {
  table: string;
  /** After `from`; the table itself is `t`. */
  from?: string;
  /** Expressions of SQL over `t`. */
  id?: string;
  name: string;
  subject?: string;
  /** The entry's received_at; 'null' when any entry of the kind will do. */
  at: string;
  where?: string;
  kinds: readonly string[] | string;
  /** Kinds that always come with such a row: an entry without one is a fault. Left out: `kinds`, when they are a list. */
  makes?: readonly string[];
  /** Member of the payload -> expression it must equal. */
  equal?: Readonly<Record<string, string>>;
  /** The same, where the expression is not null. */
  equalIfAny?: Readonly<Record<string, string>>;
  /** Member of the payload -> value whose SHA-256 over canonical JSON it must equal; left out where null. */
  digest?: Readonly<Record<string, string>>;
}

export interface Witnessed {
  /** The table, and more where a table is witnessed at several moments of its rows: `exemption (sealed)`. */
  name: string;
  table: string;
  rows: string;
  makes: readonly string[];
}

export function witnessed(moment: string | null, by: Witnessing): Witnessed {
  const { table, from = '', id = 't.id', subject = by.name, where = 'true', kinds } = by;
  const list = typeof kinds === 'string' ? kinds : `array[${kinds.map(kind => `'${kind}'`).join(', ')}]`;
  const makes = by.makes ?? (typeof kinds === 'string' ? [] : kinds);
  const rows = `select (${id})::text as id, (${by.name})::text as name, (${subject})::text as subject,
      (${by.at})::timestamptz as at, ${list}::text[] as kinds,
      ${object(by.equal ?? {})}${whereAny(by.equalIfAny)} as expected, '{}'::jsonb${whereAny(by.digest)} as digests
    from ${table} t ${from} where t.county = $1 and (${where})`;
  return { name: moment === null ? table : `${table} (${moment})`, table, rows, makes };
}

/** SHA-256 of a text's bytes, as `sha256Hex` makes it. */
export const textSha256 = (text: string): string => `encode(sha256(convert_to(${text}, 'UTF8')), 'hex')`;

export const object = (members: Readonly<Record<string, string>>): string =>
  `jsonb_build_object(${Object.entries(members)
    .map(([key, value]) => `'${key}', ${value}`)
    .join(', ')})`;

function whereAny(members: Readonly<Record<string, string>> = {}): string {
  return Object.entries(members)
    .map(
      ([key, value]) =>
        ` || case when (${value}) is null then '{}'::jsonb else jsonb_build_object('${key}', ${value}) end`,
    )
    .join('');
}
