// Who may do what to a claim in which state, and what everybody else is told: what is expected stands here in words of its own;
// it is not read off the code under test.
import type { PersonKey } from '../setup/world';
import { decision, ELEMENTS } from './claim-decided';

export const STATES = [
  'filed',
  'admitted',
  'not-admitted',
  'investigating',
  'suspended',
  'deliberating',
  'referred',
  'decided',
  'served',
  're-review',
  'upper-review',
  'closed',
  'withdrawn',
] as const;
export type State = (typeof STATES)[number];

export const ROLES = {
  claimant: 'sponsor',
  'another sponsor': 'otherSponsor',
  department: 'land',
  'discipline inspector': 'secondInspector',
  'recused inspector': 'sponsorAsInspector',
  'personnel inspector': 'personnel',
  'city inspector': 'cityInspector',
  'panel member': 'fifthInspector',
  'neighbour inspector': 'neighbourInspector',
  leader: 'leader',
  auditor: 'auditor',
  'system administrator': 'sysadmin',
} as const satisfies Record<string, PersonKey>;
export type RoleName = keyof typeof ROLES;

export const REASON = { reason: '依照程序办理' };
const CLEARING = { alleged: ['虚报公墓建设用地面积'], found: ['经实地测量，用地与批复一致'], scope: '全县各乡镇' };

interface ActRow {
  route?: string;
  body: object;
  done: 200 | 201;
  /** In whose hands, in the words of domain.md: the claimant's, either side's, the handling body's, the panel's, the higher body's. */
  hands: 'claimant' | 'side' | 'body' | 'panel' | 'above';
  open: string;
}

export const ACTS: Record<string, ActRow> = {
  withdraw: { body: REASON, done: 200, hands: 'claimant', open: 'filed admitted investigating suspended' },
  admit: { body: REASON, done: 200, hands: 'body', open: 'filed' },
  'refuse-admission': { body: REASON, done: 200, hands: 'body', open: 'filed' },
  investigate: { body: {}, done: 200, hands: 'body', open: 'admitted' },
  state: {
    route: 'statements',
    body: { side: 'accuser', text: '维持原来的意见。', spokenBy: '纪检监察室主任' },
    done: 201,
    hands: 'side',
    open: 'admitted investigating re-review upper-review',
  },
  establish: {
    route: 'facts/remedied',
    body: { value: 'yes', reason: '现场核实' },
    done: 201,
    hands: 'body',
    open: 'investigating re-review upper-review',
  },
  judge: {
    route: 'questions/C13',
    body: { value: 'met', reason: '谈话核实' },
    done: 201,
    hands: 'body',
    open: 'investigating re-review upper-review',
  },
  extend: { body: REASON, done: 200, hands: 'body', open: 'investigating' },
  suspend: { body: { ...REASON, ground: 'expert-appraisal' }, done: 200, hands: 'body', open: 'investigating' },
  resume: { body: REASON, done: 200, hands: 'body', open: 'suspended' },
  'form-panel': {
    route: 'panel',
    body: {},
    done: 201,
    hands: 'body',
    open: 'investigating deliberating re-review upper-review',
  },
  deliberate: { body: REASON, done: 200, hands: 'body', open: 'investigating' },
  reopen: { body: REASON, done: 200, hands: 'panel', open: 'deliberating' },
  opine: {
    route: 'opinions',
    body: { elements: ELEMENTS, vote: 'exempt', reason: '依据核对结论' },
    done: 201,
    hands: 'panel',
    open: 'deliberating re-review upper-review',
  },
  propose: {
    route: 'decision',
    body: decision('exempt'),
    done: 201,
    hands: 'panel',
    open: 'deliberating re-review upper-review',
  },
  issue: { body: {}, done: 200, hands: 'body', open: 'deliberating re-review upper-review' },
  refer: { body: {}, done: 200, hands: 'body', open: 'deliberating re-review' },
  'approve-referral': { body: REASON, done: 200, hands: 'above', open: 'referred' },
  'send-back': { body: REASON, done: 200, hands: 'above', open: 'referred' },
  'send-back-review': { route: 'send-back', body: REASON, done: 200, hands: 'above', open: 'referred' },
  serve: { body: { how: '直接送达' }, done: 200, hands: 'body', open: 'decided' },
  'request-re-review': { body: REASON, done: 200, hands: 'claimant', open: 'served' },
  'request-upper-review': { body: REASON, done: 200, hands: 'claimant', open: 'served' },
  close: { body: REASON, done: 200, hands: 'body', open: 'served' },
  clear: { body: CLEARING, done: 201, hands: 'body', open: 'decided served closed' },
};

const OFFICERS: RoleName[] = ['claimant', 'another sponsor', 'department'];
const NO_HANDS: RoleName[] = ['leader', 'auditor', 'system administrator'];
const STRANGERS: RoleName[] = ['another sponsor', 'department', 'neighbour inspector'];

const FORBIDDEN = '403 access.forbidden';

/** What the act answers, by the rules of domain.md section 7: right of the role, sight of the claim, its state, its hands. */
export function expected(role: RoleName, state: State, act: ActRow): string {
  const filing = act.hands === 'claimant' || act.hands === 'side';
  if (NO_HANDS.includes(role) || (OFFICERS.includes(role) && !filing)) return FORBIDDEN;
  if (STRANGERS.includes(role)) return '404 claim.not-found';
  if (!act.open.split(' ').includes(state)) return '409 state.act-not-open';
  return inHands(role, state, act) ?? String(act.done);
}

/** The upper review is the city's matter, everything before it the county's. */
const HANDLERS: Record<'county' | 'city', RoleName[]> = {
  county: ['discipline inspector', 'panel member'],
  city: ['city inspector', 'panel member'],
};

function inHands(role: RoleName, state: State, { hands }: ActRow): string | null {
  const city = state === 'upper-review';
  switch (hands) {
    case 'claimant':
      return role === 'claimant' ? null : '403 claim.not-claimant';
    case 'panel':
      return role === 'panel member' ? null : '403 claim.not-member';
    case 'above':
      return role === 'city inspector' ? null : '403 claim.not-higher';
    case 'side':
      // The words sent are the accuser's: not the claimant's to say. The county's discipline body is the accuser.
      if (role === 'claimant') return '403 claim.side-foreign';
      if (role === 'discipline inspector' && city) return null;
      if (role === 'recused inspector') return '403 claim.recused';
      break;
    case 'body':
      if (role === 'recused inspector' && !city) return '403 claim.recused';
  }
  return HANDLERS[city ? 'city' : 'county'].includes(role) ? null : '403 claim.not-handling';
}

export const ROLE_NAMES = Object.keys(ROLES) as RoleName[];
export const OUTSIDERS: RoleName[] = [...NO_HANDS, ...STRANGERS];
const INSIDERS = ROLE_NAMES.filter(role => !OUTSIDERS.includes(role));
const RIGHTFUL: Record<ActRow['hands'], RoleName> = {
  claimant: 'claimant',
  side: 'discipline inspector',
  body: 'discipline inspector',
  panel: 'panel member',
  above: 'city inspector',
};

/** At the county's beginning and in the city's hands: here every role meets every act. */
export const WHOLE: State[] = ['filed', 'upper-review'];

export interface Cell {
  role: RoleName;
  act: string;
}

/**
 * In the other states two kinds of cell say nothing of their own. Outsiders are answered by the right of their role or by sight
 * of the claim, before the state is looked at. And an act that is not open is refused before anybody asks in whose hands
 * it is: there its rightful hands are sent, and of the other insiders one, another for each act and state.
 */
export function cellsOf(state: State): Cell[] {
  return Object.entries(ACTS).flatMap(([act, { open, hands }], row) => {
    if (WHOLE.includes(state)) return ROLE_NAMES.map(role => ({ role, act }));
    if (open.split(' ').includes(state)) return INSIDERS.map(role => ({ role, act }));
    const others = INSIDERS.filter(role => role !== RIGHTFUL[hands]);
    const other = others[(row + STATES.indexOf(state)) % others.length]!;
    return [RIGHTFUL[hands], other].map(role => ({ role, act }));
  });
}
