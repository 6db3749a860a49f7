// Who may see a claim: inspectors, leaders and auditors within their reach; everybody else only what concerns the own unit or
// person. A claim that somebody may not see does not exist for him (domain.md section 2).
import { claimRefusal } from '../domain/claim/claim';
import type { Actor, Role } from '../domain/permission';
import { Organisation } from '../identity/organisation.entity';
import type { Reader } from '../ledger/door';
import { ClaimMember, type Accountability, type Claim } from './claim.entity';

const WIDE: readonly Role[] = ['inspector', 'leader', 'auditor'];

/** True for readers of own matters alone: sponsors and departments. */
export const ownOnly = ({ roles }: Pick<Actor, 'roles'>): boolean => !roles.some(role => WIDE.includes(role));

type Concerned = Pick<Claim, 'claimant_kind' | 'claimant_unit' | 'claimant_person' | 'filed_person'>;

/** An officer's own claim is not his colleagues' to read; one the unit filed for him is the unit's too. */
export function concerns(claim: Concerned, actor: Actor): boolean {
  if (claim.claimant_person === actor.personId || claim.filed_person === actor.personId) return true;
  return claim.claimant_kind !== 'person' && claim.claimant_unit === actor.organisationId;
}

/** @throws Refusal claim.not-found */
export function refuseInvisible(claim: Concerned, actor: Actor): void {
  if (ownOnly(actor) && !concerns(claim, actor)) throw claimRefusal('claim.not-found');
}

/**
 * The organisation department is told what a decision protects and gets a copy of it, never the file; one of its people who
 * sits on a claim reads what he decides on. Within the reader's own reach.
 */
export async function copiedOnly(q: Reader, actor: Actor): Promise<boolean> {
  if (!actor.roles.includes('inspector') || actor.roles.some(role => role === 'leader' || role === 'auditor'))
    return false;
  const unit = await q.one(Organisation, { id: actor.organisationId });
  return unit?.kind === 'organisation-department';
}

/** For whatever shows the file. @throws Refusal claim.not-found */
export async function refuseUnread(q: Reader, claim: Claim, actor: Actor): Promise<void> {
  refuseInvisible(claim, actor);
  if (concerns(claim, actor) || !(await copiedOnly(q, actor))) return;
  const seats = await q.find(ClaimMember, { claim_id: claim.id, person_id: actor.personId });
  if (seats.length === 0) throw claimRefusal('claim.not-found');
}

/** `officerPerson`: the natural person held to account; null: the unit as such. @throws Refusal accountability.not-found */
export function refuseUnseenMatter(
  matter: Pick<Accountability, 'unit_id'> & { officerPerson: string | null },
  actor: Actor,
): void {
  if (!ownOnly(actor) || matter.unit_id === actor.organisationId || matter.officerPerson === actor.personId) return;
  throw claimRefusal('accountability.not-found');
}
