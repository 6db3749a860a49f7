// Who lives in the world of the tests, and how they come into a database: by SQL, because hashing a password for each of them
// would cost more than the tests. Every id is fixed, so that a database with all of them can be made once and copied.
import type { Client } from 'pg';
import { makeCreditCode } from '../../src/domain/credit-code';
import { reachOf, type Actor, type Role } from '../../src/domain/permission';

export const COUNTY = '513221';
export const NEIGHBOUR = '510104';
export const CITY = '513200';

const ORGANISATIONS = {
  government: {
    county: COUNTY,
    region: '513221',
    level: 'county',
    kind: 'government',
    name: '汶川县人民政府',
    above: null,
  },
  township: {
    county: COUNTY,
    region: '513221106',
    level: 'township',
    kind: 'government',
    name: '漩口镇人民政府',
    above: 'government',
  },
  otherTownship: {
    county: COUNTY,
    region: '513221102',
    level: 'township',
    kind: 'government',
    name: '映秀镇人民政府',
    above: 'government',
  },
  civilAffairs: {
    county: COUNTY,
    region: '513221',
    level: 'county',
    kind: 'bureau',
    name: '汶川县民政局',
    above: 'government',
  },
  land: {
    county: COUNTY,
    region: '513221',
    level: 'county',
    kind: 'bureau',
    name: '汶川县自然资源局',
    above: 'government',
  },
  discipline: {
    county: COUNTY,
    region: '513221',
    level: 'county',
    kind: 'discipline',
    name: '中共汶川县纪律检查委员会',
    above: null,
  },
  personnel: {
    county: COUNTY,
    region: '513221',
    level: 'county',
    kind: 'organisation-department',
    name: '中共汶川县委组织部',
    above: null,
  },
  neighbourTownship: {
    county: NEIGHBOUR,
    region: '510104',
    level: 'county',
    kind: 'government',
    name: '锦江区人民政府',
    above: null,
  },
  neighbourDiscipline: {
    county: NEIGHBOUR,
    region: '510104',
    level: 'county',
    kind: 'discipline',
    name: '锦江区纪律检查委员会',
    above: null,
  },
  cityOffice: {
    county: CITY,
    region: '513200',
    level: 'city',
    kind: 'government',
    name: '阿坝州人民政府',
    above: null,
  },
  cityDiscipline: {
    county: CITY,
    region: '513200',
    level: 'city',
    kind: 'discipline',
    name: '中共阿坝州纪律检查委员会',
    above: null,
  },
} as const;
export type OrganisationKey = keyof typeof ORGANISATIONS;

const PEOPLE = {
  sponsor: ['township', 'sponsor'],
  sponsorColleague: ['township', 'sponsor'],
  otherSponsor: ['otherTownship', 'sponsor'],
  civilAffairs: ['civilAffairs', 'department'],
  land: ['land', 'department'],
  inspector: ['discipline', 'inspector'],
  secondInspector: ['discipline', 'inspector'],
  thirdInspector: ['discipline', 'inspector'],
  fourthInspector: ['discipline', 'inspector'],
  fifthInspector: ['discipline', 'inspector'],
  sixthInspector: ['discipline', 'inspector'],
  seventhInspector: ['discipline', 'inspector'],
  eighthInspector: ['discipline', 'inspector'],
  /** A second account of the natural person who is `sponsor`. */
  sponsorAsInspector: ['discipline', 'inspector', 'sponsor'],
  /** A second account of the natural person who is `inspector`. */
  inspectorAgain: ['discipline', 'inspector', 'inspector'],
  personnel: ['personnel', 'inspector'],
  governmentInspector: ['government', 'inspector'],
  leader: ['government', 'leader'],
  sysadmin: ['government', 'sysadmin'],
  secadmin: ['government', 'secadmin'],
  auditor: ['government', 'auditor'],
  neighbourSponsor: ['neighbourTownship', 'sponsor'],
  neighbourInspector: ['neighbourDiscipline', 'inspector'],
  neighbourDepartment: ['neighbourTownship', 'department'],
  neighbourLeader: ['neighbourTownship', 'leader'],
  neighbourSysadmin: ['neighbourTownship', 'sysadmin'],
  neighbourSecadmin: ['neighbourTownship', 'secadmin'],
  neighbourAuditor: ['neighbourTownship', 'auditor'],
  cityLeader: ['cityOffice', 'leader'],
  cityInspector: ['cityDiscipline', 'inspector'],
  secondCityInspector: ['cityDiscipline', 'inspector'],
  thirdCityInspector: ['cityDiscipline', 'inspector'],
  fourthCityInspector: ['cityDiscipline', 'inspector'],
} as const satisfies Record<string, readonly [OrganisationKey, Role, string?]>;
export type PersonKey = keyof typeof PEOPLE;

const RECORDED_AT = '2024-01-01T00:00:00.000Z';
const RANGE = { organisation: 1, person: 2, account: 3, grant: 4, session: 5 };

/** Of the shape of every other id, and older than any made in a test. */
const fixedId = (range: keyof typeof RANGE, serial: number): string =>
  `018cc251-f400-7000-8000-${String(RANGE[range]).padStart(6, '0')}${String(serial).padStart(6, '0')}`;

const organisationKeys = Object.keys(ORGANISATIONS) as OrganisationKey[];
const people = Object.keys(PEOPLE) as PersonKey[];

export const organisationId = (key: OrganisationKey): string => fixedId('organisation', organisationKeys.indexOf(key));

/** The session family that everything a person sends belongs to. */
export const familyOf = (person: PersonKey): string => fixedId('session', people.indexOf(person));

function actorOf(person: PersonKey): Actor {
  const [organisation, role, samePersonAs = person]: readonly [OrganisationKey, Role, string?] = PEOPLE[person];
  const { county, region } = ORGANISATIONS[organisation];
  return {
    accountId: fixedId('account', people.indexOf(person)),
    personId: fixedId('person', people.indexOf(samePersonAs as PersonKey)),
    organisationId: organisationId(organisation),
    county,
    reach: reachOf(county),
    region,
    roles: [role],
  };
}

export const ACTORS = Object.fromEntries(people.map(person => [person, actorOf(person)])) as Record<PersonKey, Actor>;

export async function settle(client: Client): Promise<void> {
  for (const [at, key] of organisationKeys.entries()) {
    const { county, region, level, kind, name, above } = ORGANISATIONS[key];
    const code = makeCreditCode(`11${county}${String(at + 1).padStart(9, '0')}`);
    await client.query(
      `insert into organisation (county, id, region, level, kind, name, credit_code, superior_id, recorded_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [county, organisationId(key), region, level, kind, name, code, above && organisationId(above), RECORDED_AT],
    );
  }
  for (const [serial, person] of people.entries()) await settlePerson(client, person, fixedId('grant', serial));
}

async function settlePerson(client: Client, person: PersonKey, grantId: string): Promise<void> {
  const { accountId, personId, organisationId: unit, county, roles } = ACTORS[person];
  await client.query(
    `insert into account (county, id, organisation_id, person_id, login, name, recorded_at) values ($1, $2, $3, $4, $5, $6, $7)`,
    [county, accountId, unit, personId, `world-${person.toLowerCase()}`, `测试-${person}`, RECORDED_AT],
  );
  await client.query(
    `insert into credential (county, account_id, password_hash, one_time, changed_at) values ($1, $2, 'none', false, $3)`,
    [county, accountId, RECORDED_AT],
  );
  await client.query(
    `insert into role_grant (county, id, account_id, person_id, role, granted_at, reason) values ($1, $2, $3, $4, $5, $6, '测试')`,
    [county, grantId, accountId, personId, roles[0], RECORDED_AT],
  );
  await client.query(
    `insert into session (county, id, account_id, family, token_sha256, issued_at, expires_at)
     values ($1, $2, $3, $2, repeat('0', 64), '2024-01-01', '2099-01-01')`,
    [county, familyOf(person), accountId],
  );
}
