// What a claim, a filed record and a flaw ask of one person: tables of standings, and that nobody without one is asked.
import fc from 'fast-check';
import type { Rulebook } from '../../src/domain/check/rulebook';
import { CLAIM_HANDS, CLAIM_LIFECYCLE, CLAIM_STAGES, CLAIM_STATES, type ClaimStep } from '../../src/domain/claim/claim';
import {
  factsForInspector,
  factsForSponsor,
  questionsForInspector,
  type SaidOfFlaw,
} from '../../src/domain/inbox/asked-facts';
import { claimSteps, type ClaimAsked, type PanelStanding, type Standing } from '../../src/domain/inbox/claim-step';
import { filingStep, type FiledStanding } from '../../src/domain/inbox/filing-step';
import { openActs } from '../../src/domain/lifecycle';

const NOBODY: Standing = {
  ...{ claimant: false, accuser: false, handles: false, decides: false, higher: false, sits: false, checks: false },
};
const PANEL: PanelStanding = { fit: true, voted: false, complete: false, majority: false, changed: 'no' };
const VOTED: PanelStanding = { ...PANEL, voted: true, complete: true, majority: true };
const PROPOSAL = { own: false, referral: false, sound: true };

const asked = (changes: Partial<Omit<ClaimAsked, 'me'>> & { me?: Partial<Standing> }): ClaimAsked => ({
  ...{ state: 'filed', stage: 'first', heard: { claimant: true, accuser: true }, panel: null, proposal: null },
  ...{ demandOpen: false, review: 're-review', appealOpen: false, correctionsOpen: false },
  ...changes,
  me: { ...NOBODY, ...changes.me },
});
const handles = { handles: true, decides: true, checks: true };
const sits = { sits: true };

describe('a claim', () => {
  const unheard = { claimant: false, accuser: false };
  it.each<[string, Parameters<typeof asked>[0], string[]]>([
    ['filed', { state: 'filed', me: handles }, ['claim.admit']],
    ['filed, to the claimant', { state: 'filed', me: { claimant: true } }, []],
    ['admitted', { state: 'admitted', me: handles }, ['claim.investigate']],
    [
      'admitted and unheard',
      { state: 'admitted', me: handles, heard: unheard },
      ['claim.investigate', 'claim.hear[claimant,accuser]'],
    ],
    ['suspended', { state: 'suspended', me: handles }, ['claim.resume']],
    [
      'unheard, to the claimant',
      { state: 'investigating', me: { claimant: true }, heard: unheard },
      ['claim.state[claimant]'],
    ],
    [
      'unheard, to an accuser who handles',
      { state: 'investigating', me: { ...handles, accuser: true }, heard: unheard, panel: PANEL },
      ['claim.state[accuser]', 'claim.hear[claimant]'],
    ],
    ['without a panel', { state: 'investigating', me: handles }, ['claim.form-panel']],
    [
      'with a broken one',
      { state: 'investigating', me: handles, panel: { ...PANEL, fit: false } },
      ['claim.form-panel'],
    ],
    ['ready', { state: 'investigating', me: handles, panel: PANEL }, ['claim.deliberate']],
    ['unchecked', { state: 'investigating', me: handles, panel: { ...PANEL, changed: 'check' } }, ['flaw.check']],
    ['in deliberation', { state: 'deliberating', me: sits, panel: PANEL }, ['claim.opine']],
    ['in deliberation, voted', { state: 'deliberating', me: sits, panel: { ...PANEL, voted: true } }, []],
    ['in deliberation, to the body', { state: 'deliberating', me: handles, panel: PANEL }, []],
    [
      'changed before a vote',
      { state: 'deliberating', me: handles, panel: { ...PANEL, changed: 'check' } },
      ['flaw.check'],
    ],
    ['changed after one', { state: 'deliberating', me: sits, panel: { ...PANEL, changed: 'votes' } }, ['claim.reopen']],
    ['voted', { state: 'deliberating', me: sits, panel: VOTED }, ['claim.propose']],
    ['voted, a demand open', { state: 'deliberating', me: sits, panel: VOTED, demandOpen: true }, []],
    ['hung', { state: 'deliberating', me: sits, panel: { ...VOTED, majority: false } }, ['claim.reopen']],
    [
      'hung in a review',
      { state: 're-review', me: handles, panel: { ...VOTED, majority: false } },
      ['claim.form-panel'],
    ],
    ['proposed', { state: 'deliberating', me: handles, panel: VOTED, proposal: PROPOSAL }, ['claim.issue']],
    [
      'proposed by oneself',
      { state: 'deliberating', me: handles, panel: VOTED, proposal: { ...PROPOSAL, own: true } },
      [],
    ],
    [
      'proposed for above',
      { state: 'deliberating', me: handles, panel: VOTED, proposal: { ...PROPOSAL, referral: true } },
      ['claim.refer'],
    ],
    [
      'proposed and overtaken',
      { state: 'deliberating', me: sits, panel: VOTED, proposal: { ...PROPOSAL, sound: false } },
      ['claim.reopen'],
    ],
    [
      'proposed, a demand open',
      { state: 'deliberating', me: handles, panel: VOTED, proposal: PROPOSAL, demandOpen: true },
      [],
    ],
    [
      'referred',
      { state: 'referred', me: { higher: true }, panel: VOTED, proposal: PROPOSAL },
      ['claim.approve-referral'],
    ],
    ['referred, to the body below', { state: 'referred', me: handles, panel: VOTED, proposal: PROPOSAL }, []],
    [
      'referred and overtaken',
      { state: 'referred', me: { higher: true }, panel: VOTED, proposal: { ...PROPOSAL, sound: false } },
      ['claim.send-back'],
    ],
    ['decided', { state: 'decided', me: handles }, ['claim.serve']],
    [
      'served, to the claimant',
      { state: 'served', me: { claimant: true }, appealOpen: true },
      ['claim.request-re-review'],
    ],
    [
      'served after re-review',
      { state: 'served', stage: 're-review', me: { claimant: true }, appealOpen: true, review: 'upper-review' },
      ['claim.request-upper-review'],
    ],
    ['served, too late', { state: 'served', me: { claimant: true } }, []],
    ['served, nobody above', { state: 'served', me: { claimant: true }, appealOpen: true, review: null }, []],
    ['served, the window open', { state: 'served', me: handles, appealOpen: true }, []],
    ['served, corrections open', { state: 'served', me: handles, correctionsOpen: true }, []],
    ['served for good', { state: 'served', me: handles }, ['claim.close']],
    ['closed', { state: 'closed', me: { ...handles, ...sits, claimant: true } }, []],
  ])('%s', (_, standing, kinds) => {
    const told = claimSteps(asked(standing)).map(
      ({ kind, parts }) => kind + (parts.length > 0 ? `[${parts.join()}]` : ''),
    );
    expect(told).toEqual(kinds);
  });

  const panels = fc.record({
    ...{ fit: fc.boolean(), voted: fc.boolean(), complete: fc.boolean(), majority: fc.boolean() },
    changed: fc.constantFrom('no', 'check', 'votes'),
  });
  const claims = fc.record({
    state: fc.constantFrom(...CLAIM_STATES),
    stage: fc.constantFrom(...CLAIM_STAGES),
    heard: fc.record({ claimant: fc.boolean(), accuser: fc.boolean() }),
    panel: fc.option(panels),
    proposal: fc.option(fc.record({ own: fc.boolean(), referral: fc.boolean(), sound: fc.boolean() })),
    ...{ demandOpen: fc.boolean(), appealOpen: fc.boolean(), correctionsOpen: fc.boolean() },
    review: fc.constantFrom('re-review', 'upper-review', null),
    me: fc.record({
      ...{ claimant: fc.boolean(), accuser: fc.boolean(), handles: fc.boolean(), decides: fc.boolean() },
      ...{ higher: fc.boolean(), sits: fc.boolean(), checks: fc.boolean() },
    }),
  }) as fc.Arbitrary<ClaimAsked>;

  const act = (kind: string) => kind.replace('claim.', '').replace('hear', 'state') as ClaimStep;
  const inHands = (me: Standing, step: ClaimStep): boolean => {
    const hands = CLAIM_HANDS[step];
    if (hands === 'side') return me.claimant || me.accuser || me.handles;
    return { claimant: me.claimant, handling: me.handles || me.decides, panel: me.sits, higher: me.higher }[hands];
  };

  it('asks only for acts open in its state, and only of those in whose hands they are', () => {
    fc.assert(
      fc.property(claims, claim => {
        for (const { kind } of claimSteps(claim)) {
          if (kind === 'flaw.check') expect(claim.me.checks).toBe(true);
          else {
            expect(openActs(CLAIM_LIFECYCLE, claim.state)).toContain(act(kind));
            expect(inHands(claim.me, act(kind))).toBe(true);
          }
        }
      }),
    );
  });

  it('asks nothing of somebody without a standing', () => {
    fc.assert(fc.property(claims, claim => expect(claimSteps({ ...claim, me: NOBODY })).toEqual([])));
  });
});

describe('a filed record', () => {
  const book = (opinions: number) =>
    ({ code: 'X', version: 1, filing: { offices: ['discipline', 'organisation'], opinions } }) as unknown as Rulebook;
  const standing = (unitKind: string, changes: Partial<FiledStanding> = {}): FiledStanding => ({
    ...{ unitKind, personId: 'me', opinions: [], pilotOpen: true },
    ...changes,
  });
  const by = (office: 'discipline' | 'organisation', stance: 'for' | 'against' = 'for', personId = `of ${office}`) => ({
    ...{ office, stance, personId },
  });
  it.each<[string, number, FiledStanding, string | null]>([
    ['one office is enough', 1, standing('discipline'), 'seal'],
    ['no filing office', 1, standing('bureau'), null],
    ['a pilot that is over', 1, standing('discipline', { pilotOpen: false }), 'return'],
    ['nobody heard', 2, standing('discipline'), 'opine'],
    ['the other heard', 2, standing('discipline', { opinions: [by('organisation')] }), 'opine'],
    [
      'oneself heard for the other office',
      2,
      standing('discipline', { opinions: [by('organisation', 'for', 'me')] }),
      null,
    ],
    ['the own heard, not the other', 2, standing('discipline', { opinions: [by('discipline')] }), null],
    ['both heard', 2, standing('discipline', { opinions: [by('discipline'), by('organisation')] }), 'seal'],
    ['the own against', 2, standing('discipline', { opinions: [by('discipline', 'against')] }), 'return'],
    [
      'both heard, the pilot over',
      2,
      standing('discipline', { opinions: [by('discipline'), by('organisation')], pilotOpen: false }),
      'return',
    ],
  ])('%s', (_, opinions, given, step) => {
    expect(filingStep(book(opinions), given)).toBe(step);
  });
});

describe('a flaw', () => {
  const said = (changes: Partial<SaidOfFlaw>): SaidOfFlaw => ({
    ...{ missing: ['answers.remedied', 'flaw.actFrom'], questions: ['C13'], answers: [], judgements: [] },
    ...changes,
  });
  const answer = (value: 'yes' | 'no' | 'unknown', established: boolean, ordinal = 1) => ({
    ...{ fact: 'remedied', value, established, ordinal },
  });
  it.each([
    ['nothing said', [], ['remedied'], ['remedied']],
    ['said by the sponsor', [answer('yes', false)], [], ['remedied']],
    ['not known to the sponsor', [answer('unknown', false)], ['remedied'], ['remedied']],
    ['established', [answer('no', true)], [], []],
    ['established as unknown', [answer('unknown', true)], [], ['remedied']],
    ['said after an inspector did', [answer('yes', true), answer('no', false, 2)], [], []],
  ])('%s', (_, answers, sponsor, inspector) => {
    expect([factsForSponsor(said({ answers })), factsForInspector(said({ answers }))]).toEqual([sponsor, inspector]);
  });

  const judged = (value: string, ordinal: number) => ({ question: 'C13', value, ordinal });
  it.each([
    ['unanswered', [], ['C13']],
    ['met', [judged('met', 1)], []],
    ['left open again', [judged('met', 1), judged('unknown', 2)], ['C13']],
    ['answered after all', [judged('unmet', 2), judged('unknown', 1)], []],
  ])('asks a question that is %s', (_, judgements, left) => {
    expect(questionsForInspector(said({ judgements }))).toEqual(left);
  });
});
