import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { canonicalJson } from '../domain/canonical';
import { addDays, localDay, type Day } from '../domain/period';
import { amend, difference, SCOPE_FIELDS, scopeOn, scopeRefusal, type Scope, type ScopeField } from '../domain/scope';
import type { Reader, Writer } from '../ledger/door';
import { sha256Hex } from '../platform/digests';
import { newId } from '../platform/ids';
import type { Pilot } from './pilot.entity';
import type { ScopeView } from './scope.dto';
import { ScopePart, ScopeVersionRow } from './scope.entity';

const FIRST_REASON = '首次申报';

/** A recorded version with the scope it stands for. */
export interface VersionedScope {
  row: ScopeVersionRow;
  scope: Scope;
}

/** Versions of a pilot's scope: opened, recorded or withdrawn, and read back by version or by day. */
@Injectable()
export class ScopesService {
  async openFirst(tx: Writer, pilot: Pilot, scope: Scope): Promise<void> {
    await this.open(tx, pilot, { number: 1, reason: FIRST_REASON, scope, changed: [...SCOPE_FIELDS] });
  }

  /** @throws Refusal scope.nothing-changed, scope.amendment-open */
  async openAmendment(
    tx: Writer,
    pilot: Pilot,
    body: { reason: string; changes: Partial<Scope> },
  ): Promise<VersionedScope> {
    const versions = await this.versions(tx, pilot.id);
    const latest = versions.filter(({ row }) => row.state === 'recorded').at(-1);
    if (!latest) throw scopeRefusal('scope.amendment-open');
    const { scope, changed } = amend(latest.scope, body.changes);
    return this.open(tx, pilot, { number: latest.row.number + 1, reason: body.reason, scope, changed });
  }

  /** Records the open version: from the next day it is the scope in force. @throws Refusal scope.no-amendment-open */
  async recordOpen(tx: Writer, pilot: Pilot): Promise<void> {
    const row = await this.openRow(tx, pilot.id);
    await tx.change(ScopeVersionRow, row, { state: 'recorded', recorded_at: tx.now });
    tx.record('scope.recorded', pilot.code, {
      pilot: pilot.id,
      number: row.number,
      changed: row.changed,
      parts: row.parts,
    });
  }

  /** @throws Refusal scope.no-amendment-open */
  async withdrawOpen(tx: Writer, pilot: Pilot): Promise<void> {
    const row = await this.openRow(tx, pilot.id);
    await tx.change(ScopeVersionRow, row, { state: 'withdrawn' });
    tx.record('scope.withdrawn', pilot.code, { pilot: pilot.id, number: row.number });
  }

  async withdrawIfOpen(tx: Writer, pilotId: string): Promise<void> {
    const [row] = await tx.find(ScopeVersionRow, { pilot_id: pilotId, state: 'open' });
    if (row) await tx.change(ScopeVersionRow, row, { state: 'withdrawn' });
  }

  /** All versions that count or may still count, oldest first. */
  async versions(q: Reader, pilotId: string): Promise<VersionedScope[]> {
    const rows = await q.find(
      ScopeVersionRow,
      { pilot_id: pilotId, state: In(['open', 'recorded']) },
      { order: { number: 'ASC' } },
    );
    const parts = await q.find(ScopePart, { pilot_id: pilotId });
    const values = new Map(parts.map(part => [part.sha256, part.value]));
    return rows.map(row => ({ row, scope: assemble(row, values) }));
  }

  async views(q: Reader, pilotId: string): Promise<ScopeView[]> {
    const versions = await this.versions(q, pilotId);
    return versions.map((version, at) => scopeView(version, versions[at - 1]));
  }

  /** The version in force on a day, or the latest recorded one. @throws Refusal scope.none-in-force */
  async viewOn(q: Reader, pilotId: string, day: Day | undefined): Promise<ScopeView> {
    const views = (await this.views(q, pilotId)).filter(view => view.state === 'recorded');
    const found = day === undefined ? views.at(-1) : scopeOn(views.map(timed), day)?.view;
    if (!found) throw scopeRefusal('scope.none-in-force', { figures: { day: day ?? '' } });
    return found;
  }

  private async openRow(tx: Writer, pilotId: string): Promise<ScopeVersionRow> {
    const [row] = await tx.find(ScopeVersionRow, { pilot_id: pilotId, state: 'open' });
    if (!row) throw scopeRefusal('scope.no-amendment-open');
    return row;
  }

  private async open(
    tx: Writer,
    pilot: Pilot,
    version: { number: number; reason: string; scope: Scope; changed: ScopeField[] },
  ): Promise<VersionedScope> {
    const parts = await this.keepParts(tx, pilot.id, version.scope);
    const row: ScopeVersionRow = {
      county: tx.county,
      id: newId(),
      version: 1,
      pilot_id: pilot.id,
      number: version.number,
      state: 'open',
      reason: version.reason,
      changed: version.changed,
      parts,
      opened_at: tx.now,
      recorded_at: null,
    };
    await tx.insert(ScopeVersionRow, row);
    return { row, scope: version.scope };
  }

  /** A part that an earlier version already has is not written again: sharing is what makes differences plain. */
  private async keepParts(tx: Writer, pilotId: string, scope: Scope): Promise<Record<ScopeField, string>> {
    const texts = SCOPE_FIELDS.map(field => canonicalJson(scope[field]));
    const digests = texts.map(text => sha256Hex(text));
    await tx.sql(
      `insert into scope_part (county, pilot_id, sha256, value)
       select $1, $2, x.sha256, x.value::jsonb from unnest($3::text[], $4::text[]) as x (sha256, value)
       on conflict do nothing`,
      [tx.county, pilotId, digests, texts],
    );
    return Object.fromEntries(SCOPE_FIELDS.map((field, at) => [field, digests[at]])) as Record<ScopeField, string>;
  }
}

const timed = (view: ScopeView) => ({ view, version: view.number, recordedAt: view.recordedAt! });

function assemble(row: ScopeVersionRow, values: ReadonlyMap<string, unknown>): Scope {
  const entries = SCOPE_FIELDS.map(field => [field, values.get(row.parts[field])] as const);
  return Object.fromEntries(entries) as unknown as Scope;
}

export function scopeView({ row, scope }: VersionedScope, before?: VersionedScope): ScopeView {
  return {
    ...(scope as ScopeView),
    number: row.number,
    state: row.state,
    reason: row.reason,
    changed: row.changed,
    recordedAt: row.recorded_at,
    inForceFrom: row.recorded_at === null ? null : addDays(localDay(row.recorded_at), 1),
    differences: before ? difference(before.scope, scope) : [],
  };
}
