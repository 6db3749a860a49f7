import { Injectable } from '@nestjs/common';
import type { Actor } from '../domain/permission';
import type { Day } from '../domain/period';
import { pilotRefusal, refuseUnamendable, refuseUnfitScope } from '../domain/pilot';
import { Journal } from '../ledger/journal';
import type { Writer } from '../ledger/door';
import { Pilot } from './pilot.entity';
import { PilotsService, type ActOn } from './pilots.service';
import type { AmendBody, ScopeView, ScopeWritten } from './scope.dto';
import { ScopesService } from './scopes.service';

/** Amending the scope of a registered pilot: opened with a reason, then recorded or withdrawn. */
@Injectable()
export class AmendmentsService {
  constructor(
    private readonly journal: Journal,
    private readonly pilots: PilotsService,
    private readonly scopes: ScopesService,
  ) {}

  /** @throws Refusal scope.nothing-changed, scope.amendment-open, state.act-not-open */
  async open(actor: Actor, on: ActOn, body: AmendBody): Promise<ScopeWritten> {
    refuseUnfitScope(actor.county, body.changes, 'changes');
    return this.change(actor, on, async (tx, pilot) => {
      const { row } = await this.scopes.openAmendment(tx, pilot, body);
      tx.record('scope.opened', pilot.code, { pilot: pilot.id, number: row.number, changed: row.changed });
      return row.number;
    });
  }

  async record(actor: Actor, on: ActOn): Promise<ScopeWritten> {
    return this.change(actor, on, async (tx, pilot) => this.scopes.recordOpen(tx, pilot));
  }

  async withdraw(actor: Actor, on: ActOn): Promise<ScopeWritten> {
    return this.change(actor, on, async (tx, pilot) => this.scopes.withdrawOpen(tx, pilot));
  }

  async list(actor: Actor, pilotId: string): Promise<ScopeView[]> {
    return this.journal.read(actor, async q => {
      await this.pilots.found(q, pilotId);
      return this.scopes.views(q, pilotId);
    });
  }

  async on(actor: Actor, pilotId: string, day: Day | undefined): Promise<ScopeView> {
    return this.journal.read(actor, async q => {
      await this.pilots.found(q, pilotId);
      return this.scopes.viewOn(q, pilotId, day);
    });
  }

  private async change(
    actor: Actor,
    on: ActOn,
    work: (tx: Writer, pilot: Pilot) => Promise<unknown>,
  ): Promise<ScopeWritten> {
    const { value, receipts } = await this.journal.write(actor, async tx => {
      const pilot = await this.pilots.lockOwn(tx, actor, on);
      refuseUnamendable(pilot.state);
      await work(tx, pilot);
      const changed = await tx.change(Pilot, pilot, {});
      const scope = (await this.scopes.views(tx, pilot.id)).at(-1);
      if (!scope) throw pilotRefusal('pilot.not-found');
      return { scope, version: changed.version };
    });
    return { ...value, receipt: receipts[0]! };
  }
}
