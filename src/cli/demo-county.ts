// The demo county and its people, read from demo/county.yaml and opened through the same services as a real one.
import { join } from 'node:path';
import { makeCreditCode } from '../domain/credit-code';
import { reachOf, type Role } from '../domain/permission';
import type { Scope } from '../ledger/door';
import type { OrganisationKind, OrganisationLevel } from '../identity/organisation.entity';
import { OrganisationsService } from '../identity/organisations.service';
import { SetupService } from '../identity/setup.service';
import type { SteppedClock } from '../platform/clock';
import { readTextFile } from '../platform/rulebook-files';
import { printFault } from '../platform/yaml';
import type { Running } from '../serve';

export const DEMO_FOLDER = join(__dirname, '../../demo');

export interface CountyFile {
  county: string;
  opened: string;
  password: string;
  government: { name: string; creditPrefix: string };
  administrators: Record<'sysadmin' | 'secadmin' | 'auditor', { login: string; name: string }>;
  organisations: {
    key: string;
    name: string;
    region: string;
    level: OrganisationLevel;
    kind: OrganisationKind;
    under?: string;
    creditPrefix: string;
  }[];
  people: { key: string; login: string; name: string; post: string; organisation: string; roles: Role[] }[];
}

/** Ids by the keys of the file. */
export interface Inhabitants {
  organisations: Record<string, string>;
  accounts: Record<string, string>;
  /** The unit of each person. */
  unitOf: Record<string, string>;
}

/** @throws Error naming file, line and field: the demo's data come with the product. */
export function readDemo<T>(name: string): T {
  const { documents, faults } = readTextFile(join(DEMO_FOLDER, name));
  if (faults.length > 0) throw new Error(faults.map(printFault).join('\n'));
  return documents[0]!.value as T;
}

/** Demo times are local: `2026-03-02 09:00` is nine in the morning in Asia/Shanghai. */
export function demoInstant(text: string): string {
  return new Date(`${text.replace(' ', 'T')}:00+08:00`).toISOString();
}

/** Opens one county or city of the demo. */
export async function openDemoCounty({ app }: Running, clock: SteppedClock, file: CountyFile): Promise<Inhabitants> {
  clock.step(demoInstant(file.opened));
  const setup = app.get(SetupService);
  const { organisation, administrators } = await setup.openCounty(
    {
      county: file.county,
      organisation: {
        name: file.government.name,
        level: reachOf(file.county).length === 6 ? 'county' : 'city',
        kind: 'government',
        creditCode: makeCreditCode(file.government.creditPrefix),
      },
      administrators: file.administrators,
    },
    { password: file.password },
  );
  const by = (account: { id: string }): Scope => ({
    county: file.county,
    reach: reachOf(file.county),
    accountId: account.id,
    organisationId: organisation.id,
  });
  const organisations: Record<string, string> = { government: organisation.id };
  for (const { key, under, creditPrefix, ...input } of file.organisations) {
    const body = {
      ...input,
      creditCode: makeCreditCode(creditPrefix),
      ...(under !== undefined && { superiorId: organisations[under]! }),
    };
    organisations[key] = (await app.get(OrganisationsService).create(by(administrators.sysadmin), body)).id;
  }
  const accounts: Record<string, string> = {};
  const unitOf: Record<string, string> = {};
  for (const { key, organisation: unit, ...person } of file.people) {
    const input = { ...person, organisationId: organisations[unit]!, password: file.password };
    accounts[key] = (await setup.openDemoAccount(by(administrators.secadmin), input)).id;
    unitOf[key] = input.organisationId;
  }
  return { organisations, accounts, unitOf };
}
