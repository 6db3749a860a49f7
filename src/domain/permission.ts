// Who may do what (domain.md section 2). A permission is a code `<concept>.<act>`; a route names exactly one. Rules that
// depend on the thing itself (own unit, addressed to me, recusal) stand with the concept, never here.

export const ROLES = ['sponsor', 'department', 'inspector', 'leader', 'sysadmin', 'secadmin', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

/** 三员分立: one person holds at most one of them. */
export const SEPARATED_ROLES: readonly Role[] = ['sysadmin', 'secadmin', 'auditor'];

const BUSINESS: readonly Role[] = ['sponsor', 'department', 'inspector', 'leader', 'auditor'];
const EVERYONE: readonly Role[] = ROLES;

export const PERMISSIONS = {
  'self.read': EVERYONE,
  'self.change-password': EVERYONE,
  'inbox.read': EVERYONE,
  'region.read': EVERYONE,
  'draft.keep': ['sponsor', 'department', 'inspector', 'leader'],
  'organisation.read': EVERYONE,
  'organisation.manage': ['sysadmin'],
  'account.read': ['sysadmin', 'secadmin', 'auditor'],
  'account.manage': ['sysadmin'],
  'role.grant': ['secadmin'],
  'calendar.read': EVERYONE,
  'calendar.correct': ['sysadmin'],
  'rulebook.read': EVERYONE,
  'rulebook.draft': ['inspector'],
  'rulebook.release': ['inspector', 'leader'],
  'rulebook.preview': ['inspector', 'leader', 'auditor'],
  'pilot.read': BUSINESS,
  'pilot.register': ['sponsor'],
  'pilot.change': ['sponsor'],
  'pilot.brake': ['leader'],
  'pledge.read': BUSINESS,
  'pledge.claim': ['sponsor'],
  'pledge.answer': ['department'],
  'pledge.deliver': ['sponsor', 'department'],
  'approval.read': BUSINESS,
  'approval.request': ['sponsor'],
  'approval.handle': ['department'],
  'exemption.read': BUSINESS,
  'exemption.file': ['sponsor'],
  'exemption.review': ['inspector'],
  'flaw.read': BUSINESS,
  'flaw.report': ['sponsor', 'inspector'],
  'flaw.answer': ['sponsor', 'inspector'],
  'flaw.establish': ['inspector'],
  'flaw.check': ['inspector', 'sponsor'],
  'accountability.record': ['inspector'],
  'claim.read': BUSINESS,
  'claim.file': ['sponsor', 'department', 'inspector'],
  'claim.state': ['sponsor', 'department', 'inspector'],
  'claim.handle': ['inspector'],
  'claim.deliberate': ['inspector'],
  'claim.decide': ['inspector'],
  'recusal.read': BUSINESS,
  'recusal.declare': ['inspector'],
  'recusal.demand': ['sponsor', 'department', 'inspector'],
  'recusal.decide': ['inspector'],
  'correction.answer': ['sponsor', 'department'],
  'correction.sign-off': ['inspector'],
  'protection.read': ['sponsor', 'department', 'inspector', 'auditor'],
  'precedent.read': ['inspector'],
  'board.read': ['leader', 'auditor'],
  'file.store': ['sponsor', 'department', 'inspector'],
  'file.read': BUSINESS,
  'ledger.read': EVERYONE,
  'audit.read': ['auditor'],
  'erasure.read': ['sysadmin', 'secadmin', 'auditor'],
  'erasure.order': ['secadmin'],
  'erasure.execute': ['sysadmin'],
  'erasure.drop': ['secadmin'],
} as const satisfies Record<string, readonly Role[]>;
export type Permission = keyof typeof PERMISSIONS;

/** Whom the registry acts for: taken from a verified token, with the roles as they stand now. */
export interface Actor {
  accountId: string;
  personId: string;
  organisationId: string;
  /** The county (or city, province) whose rows the actor may write: six digits. */
  county: string;
  /** The GB/T 2260 prefix of what the actor may read: two, four or six digits. */
  reach: string;
  /** The region of the actor's organisation: 6, 9 or 12 digits. */
  region: string;
  roles: readonly Role[];
  /** Set when the request carries an Idempotency-Key. */
  idempotency?: { key: string; requestSha256: string };
}

export function mayDo(roles: readonly Role[], permission: Permission): boolean {
  const holders: readonly Role[] = PERMISSIONS[permission];
  return roles.some(role => holders.includes(role));
}

/** Six digits ending in 0000 reach a province, in 00 a city, others one county. */
export function reachOf(county: string): string {
  if (county.endsWith('0000')) return county.slice(0, 2);
  return county.endsWith('00') ? county.slice(0, 4) : county;
}
