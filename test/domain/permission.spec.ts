import fc from 'fast-check';
import {
  mayDo,
  PERMISSIONS,
  reachOf,
  ROLES,
  SEPARATED_ROLES,
  type Permission,
  type Role,
} from '../../src/domain/permission';

const permissions = Object.keys(PERMISSIONS) as Permission[];
const someRoles = fc.subarray([...ROLES]);
const onePermission = fc.constantFrom(...permissions);

describe('who may do what', () => {
  // domain.md section 2, written out a second time: the table of the code is compared with it, not with itself.
  test.each<[Role, Permission[], Permission[]]>([
    [
      'sponsor',
      ['pilot.register', 'exemption.file', 'flaw.report', 'pledge.claim'],
      ['exemption.review', 'flaw.establish', 'pledge.answer', 'approval.handle', 'account.read', 'role.grant'],
    ],
    [
      'department',
      ['pledge.answer', 'pledge.deliver', 'approval.handle'],
      ['pilot.register', 'exemption.file', 'exemption.review', 'flaw.establish'],
    ],
    [
      'inspector',
      ['exemption.review', 'flaw.establish', 'flaw.check', 'rulebook.draft', 'rulebook.release', 'rulebook.preview'],
      ['pilot.register', 'exemption.file', 'pledge.answer', 'role.grant'],
    ],
    [
      'leader',
      ['pilot.read', 'flaw.read', 'pilot.brake', 'rulebook.release', 'rulebook.preview'],
      ['rulebook.draft', 'exemption.review', 'flaw.establish', 'flaw.check', 'pilot.register'],
    ],
    [
      'sysadmin',
      ['organisation.manage', 'account.manage', 'account.read', 'erasure.execute', 'erasure.read'],
      ['role.grant', 'erasure.order', 'erasure.drop', 'audit.read', 'pilot.read', 'flaw.read', 'exemption.review'],
    ],
    [
      'secadmin',
      ['role.grant', 'account.read', 'erasure.order', 'erasure.drop', 'erasure.read'],
      ['erasure.execute', 'account.manage', 'organisation.manage', 'audit.read', 'pilot.read'],
    ],
    [
      'auditor',
      ['audit.read', 'erasure.read', 'ledger.read', 'pilot.read', 'flaw.read', 'account.read'],
      ['role.grant', 'account.manage', 'pilot.register', 'exemption.review', 'flaw.establish'],
    ],
  ])('%s', (role, allowed, forbidden) => {
    expect(allowed.filter(permission => !mayDo([role], permission))).toEqual([]);
    expect(forbidden.filter(permission => mayDo([role], permission))).toEqual([]);
  });

  it('gives nothing to somebody without a role', () => {
    expect(permissions.filter(permission => mayDo([], permission))).toEqual([]);
  });

  it('gives several roles exactly what each of them gives', () => {
    fc.assert(
      fc.property(someRoles, onePermission, (roles, permission) => {
        expect(mayDo(roles, permission)).toBe(roles.some(role => mayDo([role], permission)));
      }),
    );
  });

  it('lets the auditor change nothing, and no two separated administrators act in one field', () => {
    // A preview computes and writes nothing.
    const acts = (role: Role) =>
      permissions.filter(permission => mayDo([role], permission) && !/\.(read|preview)$|^self\./.test(permission));
    expect(acts('auditor')).toEqual([]);
    for (const one of SEPARATED_ROLES) {
      for (const other of SEPARATED_ROLES) {
        if (one !== other) expect(acts(one).filter(permission => acts(other).includes(permission))).toEqual([]);
      }
    }
  });

  it('names every permission as concept and act, held by somebody', () => {
    for (const permission of permissions) {
      expect(permission).toMatch(/^[a-z]+\.[a-z]+(-[a-z]+)*$/);
      expect(PERMISSIONS[permission].length).toBeGreaterThan(0);
    }
  });
});

describe('reach', () => {
  test.each([
    ['513221', '513221'],
    ['513200', '5132'],
    ['510000', '51'],
    ['441900', '4419'],
  ])('of %s is the prefix %s', (county, reach) => expect(reachOf(county)).toBe(reach));

  it('always includes the own rows, and of two counties never one the other', () => {
    const county = fc.integer({ min: 110_101, max: 659_099 }).map(String);
    fc.assert(fc.property(county, own => expect(own.startsWith(reachOf(own))).toBe(true)));
    fc.assert(
      fc.property(county, county, (a, b) => {
        fc.pre(a !== b && !a.endsWith('00') && !b.endsWith('00'));
        expect(b.startsWith(reachOf(a))).toBe(false);
      }),
    );
  });
});
