import { Injectable } from '@nestjs/common';
import { claimRefusal, type ClaimantKind } from '../../domain/claim/claim';
import { refuseEnded } from '../../domain/claim/procedure';
import { routeOf, type Route, type Seat } from '../../domain/claim/routing';
import { rulebookPlace } from '../../domain/flaw';
import type { Actor } from '../../domain/permission';
import type { Rulebook } from '../../domain/check/rulebook';
import { FilesService } from '../../files/files.service';
import { FlawsService } from '../../flaws/flaws.service';
import type { Writer } from '../../ledger/door';
import { Journal } from '../../ledger/journal';
import { sha256Hex } from '../../platform/digests';
import { newId } from '../../platform/ids';
import { RulebooksService } from '../../rulebooks/rulebooks.service';
import { enterAct, inCounty, LEDGER_KINDS } from '../acts';
import { AccountabilityService } from './accountability.service';
import { claimView, type ClaimWritten, type FileClaimBody } from './claims.dto';
import { Accountability, Claim } from '../claim.entity';

interface Filing {
  actor: Actor;
  matter: Accountability;
  officerPerson: string | null;
  kind: ClaimantKind;
  route: Route;
  book: Rulebook;
}

/** A claim is filed while accountability has begun and is not decided; the registry fills in what it knows. */
@Injectable()
export class FilingService {
  constructor(
    private readonly journal: Journal,
    private readonly accountability: AccountabilityService,
    private readonly flaws: FlawsService,
    private readonly files: FilesService,
    private readonly rulebooks: RulebooksService,
  ) {}

  /**
   * @throws Refusal accountability.not-found, accountability.ended, claim.not-concerned, claim.open-already, file.unknown,
   * rulebook.none-in-force, recusal.applies
   */
  async file(actor: Actor, accountabilityId: string, body: FileClaimBody): Promise<ClaimWritten> {
    const { county, seat } = await this.journal.read(actor, async q => {
      await this.files.expectAll(q, body.evidence ?? []);
      const { row } = await this.accountability.found(q, actor, accountabilityId);
      return { county: row.county, seat: await this.accountability.seatOf(q, actor) };
    });
    const { value, receipts } = await this.journal.write(inCounty(actor, county), async tx => {
      const filing = await this.filing(tx, { actor, seat, accountabilityId, proposed: body.proposed === true });
      const claim = await newClaim(tx, filing, body);
      await tx.insert(Claim, claim);
      await enterAct(tx, claim, { actor, act: 'file' });
      tx.record(LEDGER_KINDS.file, claim.code, onRecord(claim));
      return claim;
    });
    return { ...claimView(value), receipt: receipts[0]! };
  }

  private async filing(
    tx: Writer,
    asked: { actor: Actor; seat: Seat; accountabilityId: string; proposed: boolean },
  ): Promise<Filing> {
    const { actor, seat } = asked;
    // Locked, so that it is not ended while the claim is being filed.
    const matter = await tx.lock(Accountability, asked.accountabilityId);
    if (!matter) throw claimRefusal('accountability.not-found');
    const officerPerson = await this.accountability.officerPerson(tx, matter);
    const { flaw, pilot } = await this.flaws.found(tx, matter.flaw_id);
    const route = routeOf(matter.county, { officer: matter.officer_id !== null, managedBy: matter.managed_by });
    const kind = asked.proposed ? 'proposed' : claimantKind(actor, matter, officerPerson);
    if (asked.proposed) {
      refuseOtherBody(seat, [matter.county, route.handling]);
      await this.flaws.refuseStake(tx, actor, pilot);
    }
    refuseEnded({ state: matter.state, endedOn: matter.ended_on });
    const place = { region: rulebookPlace(flaw.regions, pilot.county), field: pilot.field };
    const book = await this.rulebooks.inForce(tx, place, tx.today);
    return { actor, matter, officerPerson, kind, route, book };
  }
}

/** The officer himself, or his unit through a sponsor or department officer. @throws Refusal claim.not-concerned */
function claimantKind(actor: Actor, matter: Accountability, officerPerson: string | null): ClaimantKind {
  if (officerPerson !== null && officerPerson === actor.personId) return 'person';
  const speaks = actor.roles.includes('sponsor') || actor.roles.includes('department');
  if (speaks && matter.unit_id === actor.organisationId) return 'unit';
  throw claimRefusal('claim.not-concerned');
}

/** Proposed by the discipline body of the county or of whoever manages the officer. @throws Refusal claim.not-concerned */
function refuseOtherBody(seat: Seat, places: readonly string[]): void {
  if (seat.unitKind !== 'discipline' || !places.includes(seat.county)) throw claimRefusal('claim.not-concerned');
}

async function newClaim(tx: Writer, filing: Filing, body: FileClaimBody): Promise<Claim> {
  const { actor, matter, officerPerson, kind, route, book } = filing;
  return {
    county: tx.county,
    id: newId(),
    version: 1,
    code: await tx.code('SQ'),
    state: 'filed',
    stage: 'first',
    round: 1,
    flaw_id: matter.flaw_id,
    accountability_id: matter.id,
    claimant_kind: kind,
    claimant_unit: matter.unit_id,
    claimant_account: matter.officer_id,
    claimant_person: officerPerson,
    statement: body.statement,
    wish: body.wish,
    evidence: [...new Set(body.evidence ?? [])].sort(),
    handling: route.handling,
    routed_by: route.routedBy,
    rulebook_code: book.code,
    rulebook_version: book.version,
    filed_by: actor.accountId,
    filed_person: actor.personId,
    filed_at: tx.now,
    served_on: null,
    decision_id: null,
    recorded_at: tx.now,
  };
}

function onRecord(claim: Claim): Record<string, unknown> {
  return {
    claim: claim.id,
    accountability: claim.accountability_id,
    flaw: claim.flaw_id,
    claimantKind: claim.claimant_kind,
    wish: claim.wish,
    handling: claim.handling,
    routedBy: claim.routed_by,
    rulebook: `${claim.rulebook_code}@${claim.rulebook_version}`,
    statementSha256: sha256Hex(claim.statement),
    evidence: claim.evidence,
  };
}
