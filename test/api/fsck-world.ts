// A county whose every row stands in its log, and the hands that damage it and put it back.
import { createHash } from 'node:crypto';
import { AnchoringService, ANCHOR_SETTINGS } from '../../src/proof/anchoring.service';
import { LogKeysService } from '../../src/proof/log-keys.service';
import { SigningService } from '../../src/proof/signing.service';
import { sha256 } from '../../src/platform/digests';
import { readTimestampResponse, timestampRequest } from '../../src/verifier/timestamps';
import { openAuthority } from '../setup/authority';
import { asAttacker, trust, witness } from '../setup/proofs';
import { COUNTY, openAgain, openWorld, type World } from '../setup/world';
import { claimAt } from './claim-decided';
import { done } from './flaw-story';

const cosigner = witness('witness.test/archive');

interface WholeLog {
  world: World;
  checkpointSize: number;
  sealedAt: number;
}

let played: Promise<WholeLog & { settings: object }> | undefined;

/**
 * A claim up to its served decision, one payload erased, two checkpoints, the newer with a cosignature and a token. Played
 * once a spec file: each world begins as a copy.
 */
export async function openWholeLog(): Promise<WholeLog> {
  played ??= play();
  const { world: atRest, settings, ...places } = await played;
  const world = await openAgain(atRest, atRest.clock.now());
  Object.assign(world.app.get<object>(ANCHOR_SETTINGS), settings);
  return { world, ...places };
}

async function play(): Promise<WholeLog & { settings: object }> {
  const world = await openWorld();
  await putOnRecord(world);
  world.app.get(LogKeysService).create(COUNTY);
  await claimAt(world, 'served');
  await erased(world);
  const [checkpointSize, sealedAt] = [await anchored(world), await positionOf(world, 'exemption.sealed')];
  const settings = { ...world.app.get<object>(ANCHOR_SETTINGS) };
  await world.rest();
  return { world, checkpointSize, sealedAt, settings };
}

/** One payload erased by two administrators. */
async function erased(world: World): Promise<void> {
  const position = await positionOf(world, 'account.created');
  const order = { position, legalDocument: '个人信息保护法', legalArticle: '第四十七条', reason: '本人申请删除' };
  const { id } = await done(world.as('secadmin').post(`/ledger/${COUNTY}/erasures`, order), 201);
  await done(world.as('sysadmin').post(`/erasures/${id}/execute`, {}, { ifMatch: 1 }), 200);
}

/** Two checkpoints published; the newer cosigned, and stamped by a real authority. */
async function anchored(world: World): Promise<number> {
  const signing = world.app.get(SigningService);
  await signing.sign(COUNTY);
  await world.journal.write(world.actor('sponsor'), async tx => tx.record('test.noted', 'between', {}));
  await signing.sign(COUNTY);
  trust(world, [cosigner], 1);
  const authority = openAuthority();
  const settings = world.app.get<{ authorities: unknown[] }>(ANCHOR_SETTINGS);
  const certificates = [authority.pem('root')];
  Object.assign(settings, {
    authorities: [{ name: 'tsa', url: 'http://127.0.0.1:1', certificates, intervalMs: 1_000 }],
  });
  const anchoring = world.app.get(AnchoringService);
  const pending = (await anchoring.pending(COUNTY))!;
  await anchoring.addCosignature(COUNTY, pending.size, cosigner.line(pending.note, world.clock.now()));
  const imprint = sha256(new TextEncoder().encode(pending.text));
  const nonce = new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]);
  const answer = authority.respond(timestampRequest(imprint, nonce));
  const token = readTimestampResponse(answer, { imprint, nonce });
  const chain = authority.pem('tsa') + authority.pem('middle');
  await anchoring.addToken(COUNTY, pending.size, { authority: 'tsa', token, chain });
  authority.close();
  return pending.size;
}

export async function positionOf(world: World, kind: string): Promise<number> {
  const sql = 'select min(position)::text as position from ledger_entry where county = $1 and kind = $2';
  const { rows } = await world.superuser.query<{ position: string }>(sql, [COUNTY, kind]);
  return Number(rows[0]!.position);
}

/**
 * Organisations, accounts and grants of a test world are put in by SQL. Here they get their entries, as if they had been
 * made over the API at the world's present instant.
 */
async function putOnRecord(world: World): Promise<void> {
  const now = world.clock.now();
  const at = (table: string, column: string) =>
    `update ${table} set ${column} = '${now}' where ${column} < '2025-01-01'`;
  await asAttacker(world, [
    at('organisation', 'recorded_at'),
    at('account', 'recorded_at'),
    at('role_grant', 'granted_at'),
  ]);
  const rows = async <T extends object>(sql: string): Promise<T[]> => (await world.superuser.query<T>(sql)).rows;
  type Row = { county: string } & Record<string, string | null>;
  const organisations = await rows<Row>('select * from organisation');
  const accounts = await rows<Row>('select * from account');
  const grants = await rows<Row>('select * from role_grant');
  for (const county of new Set(organisations.map(row => row.county))) {
    const own = (row: Row) => row.county === county;
    await world.journal.write({ county, reach: county }, async tx => {
      for (const { id, region, level, kind, credit_code: creditCode, superior_id: superiorId } of organisations.filter(
        own,
      )) {
        const payload = { organisationId: id, region, level, kind, creditCode, superiorId };
        tx.record('organisation.created', id!, payload);
      }
      for (const { id, organisation_id: organisationId, person_id: personId } of accounts.filter(own)) {
        tx.record('account.created', id!, { accountId: id, organisationId, personId });
      }
      for (const { id, account_id: accountId, role, reason } of grants.filter(own)) {
        const reasonSha256 = createHash('sha256').update(reason!).digest('hex');
        tx.record('role.granted', accountId!, { accountId, grantId: id, role, reasonSha256 });
      }
    });
  }
}

/** A copy of every table, and the hand that puts it back past triggers and rights. */
export async function snapshot(world: World): Promise<() => Promise<void>> {
  const { rows } = await world.superuser.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> 'migration'`,
  );
  const tables = rows.map(({ name }) => name);
  const copies = tables.map(table => `create table kept.${table} as table public.${table}`);
  await world.superuser.query(['create schema kept', ...copies].join('; '));
  // Put back some fifty times: in one round trip.
  const statements = [
    ...tables.map(table => `delete from public.${table}`),
    ...tables.map(table => `insert into public.${table} select * from kept.${table}`),
  ];
  return () => asAttacker(world, [statements.join('; ')]);
}
