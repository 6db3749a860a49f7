import { Injectable } from '@nestjs/common';
import { follow } from '../domain/lifecycle';
import { parsePeriod } from '../domain/period';
import type { Actor } from '../domain/permission';
import { grams, searchText } from '../domain/grams';
import {
  closingOutcome,
  PILOT_LIFECYCLE,
  pilotRefusal,
  refuseUnfitScope,
  type PilotAct,
  type PilotOutcome,
} from '../domain/pilot';
import type { Receipt } from '../ledger/append';
import type { Reader, Writer } from '../ledger/door';
import { Journal } from '../ledger/journal';
import { newId } from '../platform/ids';
import { pageOf, PAGE_SIZE } from '../platform/page';
import { Pilot, PilotStateEntry } from './pilot.entity';
import {
  pilotDetail,
  pilotView,
  type ActBody,
  type CreatePilotBody,
  type PilotDetail,
  type PilotPage,
  type PilotsQuery,
  type PilotWritten,
} from './pilots.dto';
import { PilotsRepository } from './pilots.repository';
import { ScopesService } from './scopes.service';

export interface ActOn {
  id: string;
  version: number;
}

@Injectable()
export class PilotsService {
  constructor(
    private readonly journal: Journal,
    private readonly rows: PilotsRepository,
    private readonly scopes: ScopesService,
  ) {}

  /** @throws Refusal pilot.assignment-missing, pilot.region-outside */
  async create(actor: Actor, body: CreatePilotBody): Promise<PilotWritten> {
    refuseUnassigned(body);
    parsePeriod(body.period);
    refuseUnfitScope(actor.county, body.scope, 'scope');
    const written = await this.journal.write(actor, async tx => {
      const pilot = await this.draftRow(tx, actor, body);
      await tx.insert(Pilot, pilot);
      await enter(tx, pilot, { ordinal: 1, actor });
      await this.scopes.openFirst(tx, pilot, body.scope);
      tx.record('pilot.drafted', pilot.code, {
        pilot: pilot.id,
        sponsor: pilot.sponsor_id,
        field: pilot.field,
        origin: pilot.origin,
      });
      return pilot;
    });
    return withReceipt(written);
  }

  async list(actor: Actor, query: PilotsQuery): Promise<PilotPage> {
    const rows = await this.journal.read(actor, q => this.rows.page(q, query));
    return pageOf(rows, query.limit ?? PAGE_SIZE, pilotView);
  }

  async detail(actor: Actor, id: string): Promise<PilotDetail> {
    return this.journal.read(actor, async q => {
      const pilot = await this.found(q, id);
      const states = await q.find(PilotStateEntry, { pilot_id: id }, { order: { ordinal: 'ASC' } });
      return pilotDetail(pilot, states);
    });
  }

  /** The pilot within the reader's reach. @throws Refusal pilot.not-found */
  async found(q: Reader, id: string): Promise<Pilot> {
    const pilot = await q.one(Pilot, { id });
    if (!pilot) throw pilotRefusal('pilot.not-found');
    return pilot;
  }

  /** The pilot's row locked for a change by its own unit. @throws Refusal pilot.not-found, pilot.not-own-unit, version.stale */
  async lockOwn(tx: Writer, actor: Actor, { id, version }: ActOn): Promise<Pilot> {
    const pilot = await this.lockAny(tx, { id, version });
    if (pilot.sponsor_id !== actor.organisationId) throw pilotRefusal('pilot.not-own-unit');
    return pilot;
  }

  /** Registering records the declared scope as its first version: from then on it is evidence. */
  async register(actor: Actor, on: ActOn, body: ActBody): Promise<PilotWritten> {
    return this.act(actor, on, { act: 'register', ...body }, async (tx, pilot) => this.scopes.recordOpen(tx, pilot));
  }

  async move(actor: Actor, on: ActOn, body: ActBody & { act: PilotAct }): Promise<PilotWritten> {
    return this.act(actor, on, body);
  }

  /** @throws Refusal pilot.outcome-not-open */
  async close(actor: Actor, on: ActOn, body: ActBody & { outcome: PilotOutcome }): Promise<PilotWritten> {
    return this.act(actor, on, { act: 'close', ...body }, async tx => this.scopes.withdrawIfOpen(tx, on.id));
  }

  /** 踩刹车: a leader stops a false innovation, whoever sponsors it. */
  async brake(actor: Actor, on: ActOn, body: ActBody): Promise<PilotWritten> {
    const written = await this.journal.write(actor, async tx => {
      const pilot = await this.lockAny(tx, on);
      await this.scopes.withdrawIfOpen(tx, pilot.id);
      return this.step(tx, pilot, { actor, body: { act: 'brake', ...body, outcome: 'stopped' } });
    });
    return withReceipt(written);
  }

  private async act(
    actor: Actor,
    on: ActOn,
    body: ActBody & { act: PilotAct; outcome?: PilotOutcome },
    also: (tx: Writer, pilot: Pilot) => Promise<void> = async () => undefined,
  ): Promise<PilotWritten> {
    const written = await this.journal.write(actor, async tx => {
      const pilot = await this.lockOwn(tx, actor, on);
      if (body.outcome) closingOutcome(pilot.state, body.outcome);
      follow(PILOT_LIFECYCLE, pilot.state, body.act);
      await also(tx, pilot);
      return this.step(tx, pilot, { actor, body });
    });
    return withReceipt(written);
  }

  private async lockAny(tx: Writer, { id, version }: ActOn): Promise<Pilot> {
    const pilot = await tx.lock(Pilot, id);
    if (!pilot) throw pilotRefusal('pilot.not-found');
    tx.expect(pilot, version);
    return pilot;
  }

  private async step(
    tx: Writer,
    pilot: Pilot,
    { actor, body }: { actor: Actor; body: ActBody & { act: PilotAct; outcome?: PilotOutcome } },
  ): Promise<Pilot> {
    const state = follow(PILOT_LIFECYCLE, pilot.state, body.act);
    const changed = await tx.change(Pilot, pilot, { state, outcome: body.outcome ?? null });
    const entered = await tx.find(PilotStateEntry, { pilot_id: pilot.id });
    await enter(tx, changed, { ordinal: entered.length + 1, actor, ...body });
    tx.record(PAST[body.act], pilot.code, {
      pilot: pilot.id,
      state,
      outcome: changed.outcome,
      on: body.on ?? tx.today,
    });
    return changed;
  }

  private async draftRow(tx: Writer, actor: Actor, body: CreatePilotBody): Promise<Pilot> {
    return {
      county: tx.county,
      id: newId(),
      version: 1,
      code: await tx.code('SD'),
      state: 'draft',
      title: body.title,
      problem: body.problem,
      beneficiaries: body.beneficiaries,
      need_evidence: body.needEvidence ?? null,
      origin: body.origin,
      assigned_by: body.assignedBy ?? null,
      sponsor_id: actor.organisationId,
      lead_id: body.leadId ?? actor.accountId,
      field: body.field,
      period_from: body.period.from,
      period_to: body.period.to,
      outcome: null,
      search_text: searchText(body.title, body.problem),
      grams: grams(`${body.title} ${body.problem}`),
      recorded_at: tx.now,
    };
  }
}

const PAST: Record<PilotAct, string> = {
  register: 'pilot.registered',
  start: 'pilot.started',
  suspend: 'pilot.suspended',
  resume: 'pilot.resumed',
  close: 'pilot.closed',
  brake: 'pilot.braked',
};

async function enter(
  tx: Writer,
  pilot: Pilot,
  { ordinal, actor, on, reason }: ActBody & { ordinal: number; actor: Actor },
): Promise<void> {
  await tx.insert(PilotStateEntry, {
    id: newId(),
    pilot_id: pilot.id,
    ordinal,
    state: pilot.state,
    reason: reason ?? null,
    happened_on: on ?? tx.today,
    actor_id: actor.accountId,
    recorded_at: tx.now,
  });
}

function withReceipt({ value, receipts }: { value: Pilot; receipts: Receipt[] }): PilotWritten {
  return { ...pilotView(value), receipt: receipts.at(-1)! };
}

function refuseUnassigned(body: CreatePilotBody): void {
  if (body.origin !== 'assigned' || body.assignedBy) return;
  throw pilotRefusal('pilot.assignment-missing', {
    fields: [{ field: 'assignedBy', zh: '交办试点必填', en: 'required for an assigned pilot' }],
  });
}
