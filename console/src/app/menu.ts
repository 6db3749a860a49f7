// What stands in the menu, by role, in the order in which that role works. A department has its inbox and nothing else.
import type { Role } from '@domain/permission';
import { say } from '@/words/say';

export interface MenuEntry {
  to: string;
  text: string;
}

const entries = () =>
  ({
    inbox: { to: '/', text: say('待我办理', 'Waiting for me') },
    waiting: { to: '/inbox', text: say('待我办理', 'Waiting for me') },
    board: { to: '/board', text: say('看板', 'Board') },
    means: { to: '/board/means', text: say('任务下达、资源未到', 'Target without means') },
    counties: { to: '/board/counties', text: say('各县对照', 'Counties side by side') },
    pilots: { to: '/pilots', text: say('试点', 'Pilots') },
    pledges: { to: '/pledges', text: say('上级承诺', 'Pledges') },
    approvals: { to: '/approvals', text: say('所需审批', 'Approvals') },
    exemptions: { to: '/exemptions', text: say('容错备案', 'Exemption records') },
    flaws: { to: '/flaws', text: say('程序瑕疵', 'Flaws') },
    claims: { to: '/claims', text: say('容错申请', 'Claims') },
    corrections: { to: '/corrections', text: say('纠错任务', 'Corrections') },
    protections: { to: '/protections', text: say('不影响使用查询', 'Protections') },
    rulebooks: { to: '/rulebooks', text: say('容错清单', 'Rulebooks') },
    organisations: { to: '/organisations', text: say('单位', 'Organisations') },
    accounts: { to: '/accounts', text: say('账号与角色', 'Accounts and roles') },
    calendar: { to: '/calendar', text: say('工作日历', 'Calendar') },
    ledger: { to: '/ledger', text: say('账本健康', 'Ledger health') },
    trail: { to: '/trail', text: say('审计轨迹', 'Audit trail') },
    erasures: { to: '/erasures', text: say('个人信息删除', 'Erasures') },
  }) satisfies Record<string, MenuEntry>;

type Key = keyof ReturnType<typeof entries>;

const BY_ROLE: Record<Role, Key[]> = {
  sponsor: ['inbox', 'pilots', 'pledges', 'approvals', 'exemptions', 'flaws', 'claims', 'corrections'],
  department: ['inbox'],
  inspector: ['inbox', 'exemptions', 'flaws', 'claims', 'corrections', 'pilots', 'protections', 'rulebooks'],
  leader: ['board', 'means', 'pilots', 'pledges', 'approvals', 'exemptions', 'flaws', 'claims', 'rulebooks', 'waiting'],
  sysadmin: ['inbox', 'organisations', 'accounts', 'calendar', 'rulebooks', 'ledger', 'erasures'],
  secadmin: ['inbox', 'accounts', 'organisations', 'ledger', 'erasures'],
  auditor: ['inbox', 'ledger', 'trail', 'board', 'pilots', 'flaws', 'claims', 'accounts', 'erasures', 'rulebooks'],
};

/** The roles' entries together, each once; several roles see the start page of the first. */
export function menuOf(roles: readonly Role[], above: boolean): MenuEntry[] {
  const known = entries();
  const keys = roles.flatMap(role => BY_ROLE[role]);
  if (above && roles.includes('leader')) keys.splice(1, 0, 'counties');
  const chosen = new Map<string, MenuEntry>();
  for (const key of keys) if (!chosen.has(known[key].to)) chosen.set(known[key].to, known[key]);
  return [...chosen.values()];
}
