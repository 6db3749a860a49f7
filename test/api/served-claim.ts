// A claim decided and served without walking the panel: for specs about what comes after a decision. The rows are put in by
// the superuser past the triggers, as a decision of the county's discipline body would leave them.
import { newId } from '../../src/platform/ids';
import type { PersonKey, World } from '../setup/world';
import { claimUpTo, type ClaimNow, type ClaimOptions, type ClaimStory } from './claim-story';

export interface ServedOptions extends ClaimOptions {
  kind?: 'exempt' | 'mitigated' | 'reduced' | 'lenient' | 'refused';
  validThrough?: string | null;
  stage?: 'first' | 're-review';
  /** Leaves it decided. */
  unserved?: boolean;
}

export interface ServedStory extends ClaimStory {
  claim: ClaimNow & { decision: string };
}

const REASON = '首次探索，程序瑕疵系用地审批久拖所致，未谋取私利，已经整改到位。';

export async function servedClaim(world: World, options: ServedOptions = {}): Promise<ServedStory> {
  const story = await claimUpTo(world, 'investigating', options);
  const decision = await decided(world, story.claim.id, options);
  return { ...story, claim: { ...story.claim, version: await versionOf(world, story.claim.id), decision } };
}

async function versionOf(world: World, claimId: string): Promise<number> {
  const { rows } = await world.superuser.query<{ version: number }>('select version from claim where id = $1', [
    claimId,
  ]);
  return rows[0]!.version;
}

/** The code of a decision issued, and served unless said otherwise, on the world's day. */
export async function decided(world: World, claimId: string, options: ServedOptions = {}): Promise<string> {
  const { kind = 'exempt', validThrough = null, stage = 'first', unserved = false } = options;
  const [id, code] = [newId(), `RD-513221-2026-${String(Math.floor(Math.random() * 1e6)).padStart(6, '0')}`];
  const now = world.clock.now();
  const by = (person: PersonKey) => [world.actor(person).accountId, world.actor(person).personId];
  const unit = world.organisation('discipline');
  await world.superuser.query('begin');
  await world.superuser.query('set local session_replication_role = replica');
  await world.superuser.query(
    `insert into claim_decision (county, id, code, claim_id, stage, round, state, kind, reason, rule, finding_id, state_sha256,
       state_parts, referral_grounds, valid_through, proposed_by, proposed_person, proposed_at, issued_by, issued_person,
       issued_at, recorded_at)
     select c.county, $1, $2, c.id, $3, 1, 'issued', $4, $5,
       jsonb_build_object('chosen', 'present', 'other', null, 'applied', jsonb_build_object('code', c.rulebook_code,
         'version', c.rulebook_version, 'outcome', 'covered', 'effect', 'may-exempt')),
       f.id, repeat('a', 64), '{}', '{}', $6, $7, $8, $9, $10, $11, $9, $9
     from claim c join finding f on f.county = c.county and f.flaw_id = c.flaw_id
     where c.id = $12 order by f.recorded_at desc, f.id desc limit 1`,
    [id, code, stage, kind, REASON, validThrough, ...by('secondInspector'), now, ...by('thirdInspector'), claimId],
  );
  await world.superuser.query(
    `update claim set state = $2, stage = $3, decision_id = $4, served_on = $5, version = version + 1 where id = $1`,
    [claimId, unserved ? 'decided' : 'served', stage, id, unserved ? null : now.slice(0, 10)],
  );
  if (!unserved) {
    await world.superuser.query(
      `insert into claim_act (county, id, claim_id, ordinal, stage, round, act, state, actor_id, person_id, unit_id, recorded_at)
       select county, $2, id, 100 + version, stage, 1, 'serve', 'served', $3, $4, $5, $6 from claim where id = $1`,
      [claimId, newId(), ...by('thirdInspector'), unit, now],
    );
  }
  await world.superuser.query('commit');
  return code;
}
