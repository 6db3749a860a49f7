// The check of a whole log: nothing to say of a sound one, and of a damaged one exactly what is wrong and where.
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkAll } from '../../src/cli/ledger-fsck';
import { printCheckpoint } from '../../src/domain/merkle/checkpoint';
import { FAULTS } from '../../src/fsck/faults';
import { FsckService, type FsckReport } from '../../src/fsck/fsck.service';
import { REGISTRY, UNWITNESSED } from '../../src/fsck/registry';
import { sha256 } from '../../src/platform/digests';
import { CONFIG } from '../../src/platform/platform.module';
import type { Config } from '../../src/platform/config';
import { signCheckpoint } from '../../src/proof/log-keys';
import { LogKeysService } from '../../src/proof/log-keys.service';
import { openWholeLog, positionOf, snapshot } from './fsck-world';
import { asAttacker } from '../setup/proofs';
import { COUNTY, NEIGHBOUR, type World } from '../setup/world';

jest.setTimeout(240_000);

let world: World;
let putBack: () => Promise<void>;
let checkpointSize: number;
let sealedAt: number;

beforeAll(async () => {
  ({ world, checkpointSize, sealedAt } = await openWholeLog());
  putBack = await snapshot(world);
});
afterAll(() => world.close());

const check = (): Promise<FsckReport> => world.app.get(FsckService).check(COUNTY);
const codesOf = ({ faults }: FsckReport) => faults.map(({ code, where }) => `${code} ${where}`);
const published = (name: string) => join(world.app.get<Config>(CONFIG).publishedDir, COUNTY, name);
const HERE = `county = '${COUNTY}'`;

describe('a sound log', () => {
  it('has no fault, and every comparison counted', async () => {
    const report = await check();
    expect(codesOf(report)).toEqual([]);
    expect(report).toMatchObject({ county: COUNTY, failed: 0, untold: [] });
    expect(report.passed).toBeGreaterThan(report.size * 3);
    const { rows } = await world.superuser.query<{ size: string; root: string }>(
      `select size::text, encode(root, 'hex') as root from ledger_head where ${HERE}`,
    );
    expect([String(report.size), report.root]).toEqual([rows[0]!.size, rows[0]!.root]);
    expect(report.unjudged).toEqual([expect.objectContaining({ code: 'row.payload-gone', count: 1 })]);
  });

  it('ends the command with 0 and its last line with the figures', async () => {
    const out: string[] = [];
    const code = await checkAll(world.app.get(FsckService), [], { out: line => out.push(line), err: () => undefined });
    expect(out.at(-1)).toMatch(/^\d+ passed, 0 failed$/);
    expect(code).toBe(0);
    expect(out.filter(line => / OK$/.test(line)).map(line => line.slice(0, 6))).toEqual(
      expect.arrayContaining([COUNTY, NEIGHBOUR]),
    );
  });

  it('knows every table of the database, and every kind of entry that makes a row', async () => {
    const { rows } = await world.superuser.query<{ name: string }>(
      `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
    );
    const known = new Set([...REGISTRY.map(({ table }) => table), ...Object.keys(UNWITNESSED)]);
    expect(rows.map(({ name }) => name).sort()).toEqual([...known].sort());
  });
});

/** A damage, and the faults it must be named by: code and place. */
type Damage = [string, () => Promise<unknown>, () => (string | RegExp)[]];

/** The interface serves no tile rather than one with a gap. */
const UNSERVED = /^public.unreadable log\/513221\/tile\/entries\/000/;

const attack = (...statements: string[]) => asAttacker(world, statements);
const at = (position: number) => `${HERE} and position = ${position}`;
const swap = (a: number, b: number, columns: string) =>
  attack(
    `update ledger_entry x set (${columns}) = (select ${columns} from ledger_entry y where y.county = x.county
       and y.position = case when x.position = ${a} then ${b} else ${a} end) where ${HERE} and position in (${a}, ${b})`,
  );

const DAMAGES: Damage[] = [
  [
    'a leaf altered',
    () =>
      attack(
        `update ledger_entry set leaf = replace(convert_from(leaf, 'UTF8'), '2026', '2025')::bytea where ${at(sealedAt)}`,
      ),
    () => [`entry.leaf-altered #${sealedAt}`, `public.entry-differs #${sealedAt}`],
  ],
  [
    'a leaf altered together with its hash and its columns',
    () =>
      attack(
        `update ledger_entry set leaf = replace(convert_from(leaf, 'UTF8'), '2026', '2025')::bytea,
           received_at = received_at - interval '1 year' where ${at(sealedAt)}`,
        `update ledger_entry set leaf_hash = sha256('\\x00'::bytea || leaf) where ${at(sealedAt)}`,
      ),
    () => [
      `entry.leaf-altered #${sealedAt}`,
      `public.entry-differs #${sealedAt}`,
      /^row.without-entry exemption \(sealed\) BA-/,
      /^row.without-entry exemption_act BA-/,
    ],
  ],
  [
    'the columns of an entry altered',
    () => attack(`update ledger_entry set actor_unit = 'somebody' where ${at(sealedAt)}`),
    () => [`entry.row-differs #${sealedAt}`],
  ],
  [
    'a leaf hash altered',
    () => attack(`update ledger_entry set leaf_hash = sha256('x') where ${at(sealedAt)}`),
    () => [`entry.hash-altered #${sealedAt}`],
  ],
  [
    'a payload altered',
    () => attack(`update ledger_payload set payload = '{}' where ${at(sealedAt)}`),
    () => [`payload.altered #${sealedAt}`],
  ],
  [
    'a salt altered',
    () => attack(`update ledger_payload set salt = decode(repeat('00', 16), 'hex') where ${at(sealedAt)}`),
    () => [`payload.altered #${sealedAt}`],
  ],
  [
    'a payload deleted without an erasure',
    () => attack(`delete from ledger_payload where ${at(sealedAt)}`),
    () => [`payload.missing #${sealedAt}`],
  ],
  [
    'an erased payload put back',
    () =>
      attack(
        `insert into ledger_payload (county, position, salt, payload) select county, position, decode(repeat('00', 16), 'hex'), '{}'
         from erasure where state = 'executed'`,
      ),
    () => [/^payload.erased-but-there #\d+$/],
  ],
  [
    'an entry deleted that no row speaks of',
    async () => attack(`delete from ledger_entry where ${at(await positionOf(world, 'test.noted'))}`),
    () => [/^entry.missing #\d+$/, UNSERVED],
  ],
  [
    'an entry deleted that witnesses a row',
    () => attack(`delete from ledger_entry where ${at(sealedAt)}`),
    () => [
      `entry.missing #${sealedAt}`,
      UNSERVED,
      /^row.without-entry exemption \(sealed\) BA-/,
      /^row.without-entry exemption_act BA-/,
    ],
  ],
  [
    'two entries swapped',
    () => swap(3, 5, 'kind, subject, received_at, actor_unit, leaf, leaf_hash'),
    () => ['entry.out-of-place #3', 'entry.out-of-place #5', 'public.entry-differs #3', 'public.entry-differs #5'],
  ],
  [
    'a leaf’s node altered',
    () => attack(`update ledger_node set hash = sha256('x') where ${HERE} and level = 0 and index = 4`),
    () => ['node.altered node 0/4', 'public.entry-differs #4', `public.root-differs log/${COUNTY}`],
  ],
  [
    'a node above altered',
    () => attack(`update ledger_node set hash = sha256('x') where ${HERE} and level = 2 and index = 1`),
    () => ['node.altered node 2/1'],
  ],
  [
    'a node deleted',
    () => attack(`delete from ledger_node where ${HERE} and level = 1 and index = 2`),
    () => ['node.missing node 1/2'],
  ],
  [
    'the head’s root altered',
    () => attack(`update ledger_head set root = sha256('x') where ${HERE}`),
    () => ['head.root-differs head'],
  ],
  [
    'an entry smuggled in beyond the head',
    () =>
      attack(
        `insert into ledger_entry select county, 100000, kind, subject, received_at + interval '1 hour', actor_unit, leaf, leaf_hash
         from ledger_entry where ${at(sealedAt)}`,
      ),
    () => ['entry.beyond-head #100000'],
  ],
  [
    'the content of a sealed record changed',
    () => attack(`update exemption set loss_cap_fen = 99900000000 where ${HERE} and state = 'sealed'`),
    () => [/^row.differs exemption \(sealed\) BA-/],
  ],
  [
    'the content of a sealed record changed with its digest',
    () => attack(`update exemption set content_sha256 = repeat('0', 64) where ${HERE} and state = 'sealed'`),
    () => [/^row.differs exemption \(sealed\) BA-/],
  ],
  [
    'a finding rewritten',
    () => attack(`update finding set document = document || ' ', document_sha256 = repeat('0', 64) where ${HERE}`),
    () => [/^row.differs finding HD-/],
  ],
  [
    'a decision turned',
    () => attack(`update claim_decision set kind = 'refused' where ${HERE}`),
    () => [/^row.differs claim_decision \(proposed\) RD-/, /^row.differs claim_decision \(issued\) RD-/],
  ],
  [
    'the reason of a decision rewritten',
    () => attack(`update claim_decision set reason = '另有隐情，改作他论，不予说明' where ${HERE}`),
    () => [/^row.differs claim_decision \(proposed\) RD-/],
  ],
  [
    'a vote turned',
    () =>
      attack(
        `update claim_opinion set vote = 'refused' where id = (select id from claim_opinion where ${HERE} order by id limit 1)`,
      ),
    () => [/^row.differs claim_opinion SQ-/],
  ],
  ['a flaw rewritten', () => attack(`update flaw set amount_fen = 1 where ${HERE}`), () => [/^row.differs flaw XC-/]],
  [
    'a pledge made smaller, with its tranche',
    () =>
      attack(
        `update pledge_terms set amount_fen = 1 where ${HERE}`,
        `update pledge_tranche set amount_fen = 1 where ${HERE}`,
      ),
    () => [/^row.differs pledge_terms CN-/],
  ],
  [
    'a role given without a word',
    () =>
      attack(
        `insert into role_grant (county, id, account_id, person_id, role, granted_at, reason)
         select county, gen_random_uuid(), id, person_id, 'leader', recorded_at + interval '1 hour', '没有理由'
         from account where ${HERE} and login = 'world-sponsor'`,
      ),
    () => [/^row.without-entry role_grant \(granted\) /],
  ],
  [
    'a part of a scope widened',
    () => attack(`update scope_part set value = '"everything"' where ${HERE}`),
    () => [/^row.differs scope_part SD-/],
  ],
  [
    'a rulebook rewritten',
    () => attack(`update rulebook set document = document || ' ' where ${HERE}`),
    () => [/^row.differs rulebook WC-513221@/],
  ],
  [
    'an answer deleted',
    () => attack(`delete from flaw_answer where ${HERE} and ordinal = 1`),
    () => [/^entry.without-row #\d+ flaw.answered XC-/],
  ],
  [
    'a finding deleted',
    () => attack(`delete from finding where ${HERE}`),
    () => [/^entry.without-row #\d+ flaw.checked XC-/],
  ],
  [
    'a checkpoint’s row altered',
    () => attack(`update checkpoint set root = sha256('x') where ${HERE} and size = ${checkpointSize}`),
    () => [`checkpoint.row-differs checkpoint ${checkpointSize}`],
  ],
  [
    'a checkpoint’s signature broken',
    () =>
      attack(
        `update checkpoint set note = regexp_replace(note, '.{8}\\n$', 'AAAAAAA=' || chr(10)) where ${HERE} and size = ${checkpointSize}`,
      ),
    () => [
      `checkpoint.signature-invalid checkpoint ${checkpointSize}`,
      `published.differs published ${checkpointSize}`,
    ],
  ],
  [
    'a checkpoint with a wrong root put in, signed with the stolen key',
    async () => {
      const size = checkpointSize - 2;
      const keys = world.app.get(LogKeysService);
      const root = sha256(new Uint8Array([1]));
      const text = printCheckpoint({ origin: keys.origin(COUNTY), size: BigInt(size), root });
      const note = signCheckpoint(text, keys.of(COUNTY));
      await world.superuser.query('begin; set local session_replication_role = replica');
      await world.superuser.query(
        'insert into checkpoint (county, size, root, note, signed_at) select $1, $2, $3, $4, min(signed_at) from checkpoint',
        [COUNTY, size, Buffer.from(root), note],
      );
      await world.superuser.query('commit');
    },
    () => [`checkpoint.root-differs checkpoint ${checkpointSize - 2}`],
  ],
  [
    'a published checkpoint taken out',
    () => attack(`delete from checkpoint where ${HERE} and size < ${checkpointSize}`),
    () => [/^published.unknown published \d+$/],
  ],
  [
    'a cosignature altered',
    () => attack(`update cosignature set line = regexp_replace(line, '.{8}\\n$', 'AAAAAAA=' || chr(10)) where ${HERE}`),
    () => [`cosignature.invalid checkpoint ${checkpointSize} witness.test/archive`],
  ],
  [
    'a cosignature dated back',
    () => attack(`update cosignature set cosigned_at = '2020-01-01' where ${HERE}`),
    () => [`cosignature.row-differs checkpoint ${checkpointSize} witness.test/archive`],
  ],
  [
    'a token altered',
    () =>
      attack(
        `update timestamp_token set token = set_byte(token, length(token) - 3, get_byte(token, length(token) - 3) # 255) where ${HERE}`,
      ),
    () => [`token.invalid checkpoint ${checkpointSize} tsa`],
  ],
  [
    'an anchor dated back',
    () => attack(`update anchor set anchored_at = '2020-01-01' where ${HERE} and kind = 'quorum'`),
    () => [`anchor.unfounded anchor ${checkpointSize} quorum`],
  ],
  [
    'the log cut back behind what was published',
    async () => {
      const cut = checkpointSize - 1;
      await attack(
        `delete from ledger_payload where ${HERE} and position >= ${cut}`,
        `delete from ledger_entry where ${HERE} and position >= ${cut}`,
        `delete from checkpoint where ${HERE} and size > ${cut}`,
        ...['cosignature', 'timestamp_token', 'anchor'].map(table => `delete from ${table} where ${HERE}`),
      );
      await attack(`update ledger_head set size = ${cut} where ${HERE}`);
    },
    () => [/^published.ahead published \d+$/, /^head\./, /^head\./, /^public\./],
  ],
];

describe('damage', () => {
  afterEach(async () => {
    // After an attack that failed, which is an error of the spec, the others must still stand for themselves.
    await world.superuser.query('rollback');
    await putBack();
  });

  it.each(DAMAGES)('%s', async (_, damage, expected) => {
    await damage();
    const report = await check();
    const found = codesOf(report).sort();
    const wanted = expected();
    const fits = (fault: string, want: string | RegExp) =>
      typeof want === 'string' ? fault === want : want.test(fault);
    expect({ found, strange: found.filter(fault => !wanted.some(want => fits(fault, want))) }).toEqual({
      found,
      strange: [],
    });
    expect({ found, unseen: wanted.filter(want => !found.some(fault => fits(fault, want))) }).toEqual({
      found,
      unseen: [],
    });
    for (const fault of report.faults) expect(fault).toMatchObject({ county: COUNTY, zh: FAULTS[fault.code].zh });
  });
});

describe('published files', () => {
  afterEach(() => putBack());
  const kept = (): [string, string] => [
    readFileSync(published('checkpoint'), 'utf8'),
    readFileSync(published('history.jsonl'), 'utf8'),
  ];

  it('that cannot be trusted are a fault, and the interface that serves them another', async () => {
    const [checkpoint] = kept();
    writeFileSync(published('checkpoint'), checkpoint.replace(/.{6}\n$/, 'AAAAA=\n'));
    expect(codesOf(await check())).toEqual([`published.unreadable published ${COUNTY}`]);
    writeFileSync(published('checkpoint'), checkpoint);
  });

  it('with a line cut off by a power failure are no fault, and said to be so', async () => {
    const [, history] = kept();
    appendFileSync(published('history.jsonl'), '{"size": 3, "no\n');
    const report = await check();
    expect(codesOf(report)).toEqual([]);
    expect(report.unjudged.map(({ code, count }) => [code, count])).toContainEqual(['published.torn-line', 1]);
    writeFileSync(published('history.jsonl'), history);
  });
});

describe('faults in number', () => {
  afterEach(() => putBack());

  it('are told twenty of a code and counted all', async () => {
    await attack(`update ledger_payload set payload = '{}' where ${HERE} and position < 60 and position <> 9`);
    const report = await check();
    const altered = report.faults.filter(({ code }) => code === 'payload.altered');
    expect(altered).toHaveLength(20);
    expect(report.failed).toBe(altered.length + report.untold.find(({ code }) => code === 'payload.altered')!.count);
    const out: string[] = [];
    const io = { out: (line: string) => out.push(line), err: () => undefined };
    expect(await checkAll(world.app.get(FsckService), [COUNTY], io)).toBe(1);
    expect(out.at(-1)).toMatch(/^\d+ passed, (5|6)\d failed$/);
  });
});
