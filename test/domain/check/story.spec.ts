// The story of a case: sorted by the stated day, split by the ledger's own day, and nothing of the facts left out.
import fc from 'fast-check';
import type { Facts } from '../../../src/domain/check/facts';
import { STORY_LANES, storyOf, type StoryMoment } from '../../../src/domain/check/story';
import { localDay } from '../../../src/domain/period';
import { answer, coveredFacts } from './samples';

const ACT = '2026-05-11';

/** Facts with one thing changed. */
const facts = (patch: Partial<Facts>): Facts => ({ ...coveredFacts(), ...patch });
const only = (moments: StoryMoment[], kind: StoryMoment['kind']) => moments.filter(one => one.kind === kind);

function delivered(on: string, recordedAt: string): Facts {
  return facts({
    pledges: [
      {
        code: 'CN-1',
        giver: '县民政局',
        kind: 'funds',
        standings: [],
        documented: true,
        tranches: [],
        deliveries: [{ on, amountFen: 100, quantity: null, recordedAt }],
        revisions: [],
      },
    ],
  });
}

describe('what was on record before the act', () => {
  it.each`
    on              | recordedAt                    | onRecord    | late     | why
    ${'2026-05-08'} | ${'2026-05-08T09:00:00.000Z'} | ${'before'} | ${false} | ${'said and recorded before'}
    ${'2026-05-08'} | ${'2026-05-20T09:00:00.000Z'} | ${'after'}  | ${true}  | ${'said to be before, recorded later'}
    ${'2026-05-08'} | ${'2026-05-11T01:00:00.000Z'} | ${'after'}  | ${true}  | ${'the day of the act proves nothing'}
    ${'2026-05-08'} | ${'2026-05-10T15:59:59.999Z'} | ${'before'} | ${false} | ${'the last instant of the day before, China time'}
    ${'2026-05-08'} | ${'2026-05-10T16:00:00.000Z'} | ${'after'}  | ${true}  | ${'the first instant of the day, China time'}
    ${'2026-05-11'} | ${'2026-05-12T01:00:00.000Z'} | ${'after'}  | ${false} | ${'said to be on the day itself'}
  `('$why', ({ on, recordedAt, onRecord, late }) => {
    const [moment] = only(storyOf({ facts: delivered(on, recordedAt) }), 'pledge-delivered');
    expect(moment).toMatchObject({ on, recordedAt, onRecord, late });
  });

  it('cannot be said while the first day of the act is not known', () => {
    const { flaw } = coveredFacts();
    const story = storyOf({ facts: facts({ flaw: { ...flaw, actFrom: null } }) });
    expect(story.length).toBeGreaterThan(0);
    expect(story.every(({ onRecord, late }) => onRecord === null && !late)).toBe(true);
    expect(only(story, 'act-begins')).toEqual([]);
  });
});

describe('the order', () => {
  it('puts the beginning of the act before all else of that day, and its end after', () => {
    const { flaw } = coveredFacts();
    const oneDay = { ...delivered(ACT, '2026-05-09T01:00:00.000Z'), flaw: { ...flaw, actTo: ACT } };
    const kinds = storyOf({ facts: oneDay })
      .filter(({ on }) => on === ACT)
      .map(({ kind }) => kind);
    expect(kinds.at(0)).toBe('act-begins');
    expect(kinds.at(-1)).toBe('act-ends');
    expect(kinds).toContain('pledge-delivered');
  });

  it('is by the stated day, whatever was recorded when, and keys are unique', () => {
    const day = fc
      .integer({ min: 0, max: 300 })
      .map(n => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10));
    const event = fc.record({ on: day, recorded: day });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 12 }), events => {
        const deliveries = events.map(({ on, recorded }) => ({
          on,
          amountFen: 1,
          quantity: null,
          recordedAt: `${recorded}T04:00:00.000Z`,
        }));
        const [pledge] = delivered(ACT, '2026-05-09T01:00:00.000Z').pledges;
        const story = storyOf({ facts: facts({ pledges: [{ ...pledge!, deliveries }] }) });
        const days = story.map(({ on }) => on);
        expect(days).toEqual([...days].sort());
        expect(only(story, 'pledge-delivered')).toHaveLength(events.length);
        expect(new Set(story.map(({ key }) => key)).size).toBe(story.length);
        for (const { recordedAt, onRecord } of story) {
          if (recordedAt !== null) expect(onRecord).toBe(localDay(recordedAt) < ACT ? 'before' : 'after');
        }
      }),
    );
  });
});

describe('what it tells', () => {
  const event = { round: null, reason: null, remarks: [], recordedAt: '2026-04-01T01:00:00.000Z' };
  const approval = (kind: 'applied' | 'returned' | 'suspended' | 'granted') =>
    facts({
      approvals: [
        {
          code: 'SP-1',
          matter: '用地审批',
          approver: '县自然资源局',
          termWorkdays: 20,
          predecessors: [],
          events: [{ ...event, kind, on: '2026-04-01' }],
        },
      ],
    });

  it.each`
    kind           | onDesk
    ${'applied'}   | ${'authority'}
    ${'returned'}  | ${'sponsor'}
    ${'suspended'} | ${'suspended'}
    ${'granted'}   | ${null}
  `('whose desk an approval lies on once it was $kind', ({ kind, onDesk }) => {
    const [moment] = only(storyOf({ facts: approval(kind) }), 'approval-event');
    expect(moment?.figures).toMatchObject({ event: kind, onDesk, against: '县自然资源局' });
  });

  it('from which day a record counts, and which of several the check held', () => {
    const { record } = coveredFacts();
    const dates = { filedAt: '2026-03-04T01:00:00.000Z', sealedAt: record!.sealedAt, endedAt: null, endedBy: null };
    const story = storyOf({
      facts: coveredFacts(),
      records: [
        { code: record!.code, ...dates },
        { code: 'BA-other', ...dates, sealedAt: null },
      ],
    });
    expect(only(story, 'record-filed').map(({ figures }) => figures.held)).toEqual([true, false]);
    const [sealed, ...others] = only(story, 'record-sealed');
    expect(others).toEqual([]);
    expect(String(sealed!.figures.countsFrom) > localDay(record!.sealedAt)).toBe(true);
  });

  it('later edits in the lane of what they changed, each once', () => {
    const edit = { subject: 'X', field: 'period', from: 'a', to: 'b', recordedAt: '2026-05-25T01:00:00.000Z' };
    const abouts = ['scope', 'flaw', 'pledge', 'approval', 'safeguard'] as const;
    const story = storyOf({ facts: facts({ edits: abouts.map(about => ({ ...edit, about })) }) });
    const edits = only(story, 'edited');
    expect(edits.map(({ lane }) => lane).sort()).toEqual(['approval', 'flaw', 'pilot', 'pledge', 'record']);
    expect(edits.every(({ onRecord }) => onRecord === 'after')).toBe(true);
  });

  it('only answers that have a day of their own, and a self-report only once it was made', () => {
    const { flaw } = coveredFacts();
    const answers = { 'collective-decision': answer('yes', '2026-03-01'), remedied: answer('yes') };
    const silent = { made: 'no', on: '2026-05-20', recordedAt: '2026-05-20T01:00:00.000Z' } as const;
    const story = storyOf({ facts: facts({ answers, flaw: { ...flaw, selfReport: silent } }) });
    expect(only(story, 'fact').map(({ figures }) => figures.fact)).toEqual(['collective-decision']);
    expect(only(story, 'self-reported')).toEqual([]);
  });

  it('accountability and the claim in a lane of their own; every lane is one of the list', () => {
    const story = storyOf({
      facts: coveredFacts(),
      accountability: [{ code: 'WZ-1', begunOn: '2026-06-01', endedOn: null, recordedAt: '2026-06-01T01:00:00.000Z' }],
      claimActs: [{ claim: 'SQ-1', act: 'file', recordedAt: '2026-06-02T01:00:00.000Z' }],
    });
    expect(story.filter(({ lane }) => lane === 'procedure').map(({ kind }) => kind)).toEqual([
      'accountability-begun',
      'claim-act',
    ]);
    expect(story.every(({ lane }) => STORY_LANES.includes(lane))).toBe(true);
  });
});
