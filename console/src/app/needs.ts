// Which permission a page lives on. Whoever lacks it is told so in words instead of being shown a form that would be refused;
// what may be done with one thing the API decides all the same.
import { PERMISSIONS, type Permission } from '@domain/permission';
import { nameOf, ROLE } from '@/words/names';
import { say } from '@/words/say';

const NEEDS: Readonly<Record<string, Permission>> = {
  '/board': 'board.read',
  '/board/means': 'board.read',
  '/board/counties': 'board.read',
  '/pilots': 'pilot.read',
  '/pilots/new': 'pilot.register',
  '/pilots/$id': 'pilot.read',
  '/pilots/$id/amend': 'pilot.change',
  '/pledges': 'pledge.read',
  '/pledges/$id': 'pledge.read',
  '/approvals': 'approval.read',
  '/approvals/$id': 'approval.read',
  '/exemptions': 'exemption.read',
  '/exemptions/new': 'exemption.file',
  '/exemptions/$id': 'exemption.read',
  '/exemptions/$id/edit': 'exemption.file',
  '/exemptions/$id/review': 'exemption.read',
  '/flaws': 'flaw.read',
  '/flaws/new': 'flaw.report',
  '/flaws/$id': 'flaw.read',
  '/flaws/$id/case': 'flaw.read',
  '/claims': 'claim.read',
  '/claims/new': 'claim.file',
  '/claims/$id': 'claim.read',
  '/claims/$id/case': 'claim.read',
  '/corrections': 'claim.read',
  '/corrections/$id': 'claim.read',
  '/protections': 'protection.read',
  '/accounts': 'account.read',
  '/accounts/$id': 'account.read',
  '/trail': 'audit.read',
  '/erasures': 'erasure.read',
};

/** @param route as the router names it: `/pilots/$id` */
export const neededFor = (route: string): Permission | undefined => NEEDS[route];

export function whoMay(permission: Permission): string {
  const roles = PERMISSIONS[permission].map(role => nameOf(ROLE, role));
  return say(
    `这一页供${roles.join('、')}使用，您的角色不能打开。`,
    `This page is for: ${roles.join(', ')}. Your role does not open it.`,
  );
}
