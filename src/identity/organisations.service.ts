// Organisations: where they are, what they are and under whom. One that has ended keeps its row and its history.
import { Injectable } from '@nestjs/common';
import { parseCreditCode } from '../domain/credit-code';
import { refusals } from '../domain/errors';
import type { Actor } from '../domain/permission';
import type { Day } from '../domain/period';
import { levelOf, regionRefusal } from '../domain/region';
import type { Receipt } from '../ledger/append';
import type { Reader, Scope, Writer } from '../ledger/door';
import { Journal, type Written } from '../ledger/journal';
import { sha256Hex } from '../platform/digests';
import { newId } from '../platform/ids';
import { decodeCursor, pageOf, PAGE_SIZE, type Page } from '../platform/page';
import { regions } from '../platform/regions';
import { difference, keepChange } from './identity-changes';
import { IdentityChange } from './identity-change.entity';
import { IdentityRepository } from './identity.repository';
import { Organisation } from './organisation.entity';
import {
  viewOfChange,
  viewOfOrganisation,
  type ChangeOrganisation,
  type ChangeView,
  type CloseOrganisation,
  type CreateOrganisation,
  type OrganisationQuery,
  type OrganisationView,
  type OrganisationWritten,
} from './organisations.dto';

export const organisationRefusal = refusals({
  'organisation.not-found': { kind: 'not-found', zh: '没有这个单位', en: 'there is no such organisation' },
  'organisation.closed': { kind: 'conflict', zh: '该单位已撤销', en: 'this organisation has been closed' },
  'organisation.region-outside': {
    kind: 'invalid',
    zh: '区划 {region} 不属于本登记辖区 {county}',
    en: 'region {region} does not belong to this registry, {county}',
  },
  'organisation.level-mismatch': {
    kind: 'invalid',
    zh: '区划代码 {region} 是 {actual} 级，不是 {level} 级',
    en: 'the code {region} is that of a {actual}, not of a {level}',
  },
  'organisation.credit-code-taken': {
    kind: 'conflict',
    constraints: ['organisation_credit_code'],
    zh: '该统一社会信用代码已登记',
    en: 'an organisation with this credit code is already registered',
  },
  'organisation.superior-unfit': {
    kind: 'invalid',
    zh: '上级单位不存在、已撤销，或是本单位的下级',
    en: 'the superior does not exist, is closed, or is below this very organisation',
  },
  'organisation.has-accounts': {
    kind: 'conflict',
    zh: '该单位尚有 {count} 个启用的账号，请先调离或停用',
    en: '{count} accounts of this organisation are still enabled; move or disable them first',
  },
  'organisation.closed-in-future': {
    kind: 'invalid',
    zh: '撤销之日不能晚于今天 {today}',
    en: 'the day of closing must not be after today, {today}',
  },
});

@Injectable()
export class OrganisationsService {
  constructor(
    private readonly journal: Journal,
    private readonly identities: IdentityRepository,
  ) {}

  /** @throws Refusal organisation.*, region.*, credit-code.invalid */
  async create(actor: Scope, input: CreateOrganisation): Promise<OrganisationWritten> {
    return written(await this.journal.write(actor, tx => this.createIn(tx, input)));
  }

  async createIn(tx: Writer, input: CreateOrganisation): Promise<OrganisationView> {
    refuseRegion(input, { county: tx.county, today: tx.today });
    parseCreditCode(input.creditCode);
    const row: Organisation = {
      county: tx.county,
      id: newId(),
      version: 1,
      region: input.region,
      level: input.level,
      kind: input.kind,
      name: input.name,
      credit_code: input.creditCode,
      superior_id: input.superiorId ?? null,
      closed_on: null,
      recorded_at: tx.now,
    };
    await this.refuseSuperior(tx, row.id, row.superior_id);
    await tx.insert(Organisation, row);
    const { region, level, kind, credit_code: creditCode, superior_id: superiorId } = row;
    tx.record('organisation.created', row.id, {
      organisationId: row.id,
      ...{ region, level, kind, creditCode, superiorId },
    });
    return viewOfOrganisation(row);
  }

  async change(actor: Actor, target: Target, input: ChangeOrganisation): Promise<OrganisationWritten> {
    const { region, kind, name, superiorId, reason } = input;
    const asked = { region, kind, name, superior_id: superiorId };
    const patch = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
    const done = await this.journal.write(actor, async tx => {
      const row = await this.lockOpen(tx, target);
      const { after } = difference(row, patch);
      if (region !== undefined) refuseRegion({ region, level: row.level }, { county: tx.county, today: tx.today });
      if (after.superior_id !== undefined) await this.refuseSuperior(tx, row.id, superiorId ?? null);
      await keepChange(tx, { act: 'organisation.changed', before: row, patch, reason });
      const changed = await tx.change(Organisation, row, patch);
      tx.record('organisation.changed', row.id, {
        organisationId: row.id,
        version: changed.version,
        changed: after,
        reasonSha256: sha256Hex(reason),
      });
      return viewOfOrganisation(changed);
    });
    return written(done);
  }

  async close(actor: Actor, target: Target, { closedOn, reason }: CloseOrganisation): Promise<OrganisationWritten> {
    const done = await this.journal.write(actor, async tx => {
      if (closedOn > tx.today) {
        throw organisationRefusal('organisation.closed-in-future', { figures: { today: tx.today } });
      }
      const row = await this.lockOpen(tx, target);
      const count = await this.identities.enabledAccounts(tx, row.id);
      if (count > 0) throw organisationRefusal('organisation.has-accounts', { figures: { count } });
      const patch = { closed_on: closedOn };
      await keepChange(tx, { act: 'organisation.closed', before: row, patch, reason });
      const closed = await tx.change(Organisation, row, patch);
      const payload = { organisationId: row.id, version: closed.version, closedOn, reasonSha256: sha256Hex(reason) };
      tx.record('organisation.closed', row.id, payload);
      return viewOfOrganisation(closed);
    });
    return written(done);
  }

  async read(actor: Actor, id: string): Promise<OrganisationView> {
    return viewOfOrganisation(await this.journal.read(actor, q => this.organisationIn(q, id)));
  }

  /** The organisation as far as the reader may see it. @throws Refusal organisation.not-found */
  async organisationIn(q: Reader, id: string): Promise<Organisation> {
    const row = await q.one(Organisation, { id });
    if (!row) throw organisationRefusal('organisation.not-found');
    return row;
  }

  /** Locked until the end of the transaction: nobody closes it meanwhile. @throws organisation.not-found, .closed */
  async lockOpenIn(tx: Writer, id: string): Promise<Organisation> {
    const row = await tx.lock(Organisation, id);
    if (!row) throw organisationRefusal('organisation.not-found');
    if (row.closed_on !== null) throw organisationRefusal('organisation.closed');
    return row;
  }

  async list(actor: Actor, query: OrganisationQuery): Promise<Page<OrganisationView>> {
    const { cursor, limit = PAGE_SIZE, ...filter } = query;
    const after = decodeCursor(cursor);
    const rows = await this.journal.read(actor, q => this.identities.organisations(q, filter, { after, limit }));
    return pageOf(rows, limit, viewOfOrganisation);
  }

  async changes(actor: Actor, id: string): Promise<ChangeView[]> {
    return this.journal.read(actor, async q => {
      await this.organisationIn(q, id);
      const rows = await q.find(IdentityChange, { subject_id: id }, { order: { version: 'ASC' } });
      return rows.map(viewOfChange);
    });
  }

  private async lockOpen(tx: Writer, { id, version }: Target): Promise<Organisation> {
    const row = await tx.lock(Organisation, id);
    if (!row) throw organisationRefusal('organisation.not-found');
    tx.expect(row, version);
    if (row.closed_on !== null) throw organisationRefusal('organisation.closed');
    return row;
  }

  /** A superior exists, is open, and is not found below its own inferior. */
  private async refuseSuperior(tx: Writer, id: string, superiorId: string | null): Promise<void> {
    if (superiorId === null) return;
    const above = await this.identities.superiors(tx, superiorId);
    if (above.length === 0 || above[0]!.closed_on !== null || above.some(row => row.id === id)) {
      throw organisationRefusal('organisation.superior-unfit');
    }
  }
}

export interface Target {
  id: string;
  version: number;
}

/** A registry holds its own county, city or province office; the data know places down to the township. */
function refuseRegion(unit: Pick<Organisation, 'region' | 'level'>, at: { county: string; today: Day }): void {
  const { region, level } = unit;
  if (region.slice(0, 6) !== at.county) {
    throw organisationRefusal('organisation.region-outside', { figures: { region, county: at.county } });
  }
  const actual = levelOf(region);
  if (actual !== level)
    throw organisationRefusal('organisation.level-mismatch', { figures: { region, actual, level } });
  if (!regions.validOn(region.slice(0, 9), at.today)) {
    throw regionRefusal('region.not-found', { figures: { code: region } });
  }
}

function written({ value, receipts }: Written<OrganisationView>): OrganisationWritten {
  return { ...value, receipt: receipts[0] as Receipt };
}
