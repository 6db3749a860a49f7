import * as fc from 'fast-check';
import { contradictions, demands, isDemand, roundsOf, type Round } from '../../src/domain/remarks';

const remark = (topic: string, demand: string, by: string) => ({ topic, demand, by });

describe('contradicting remarks', () => {
  it('S4: names both rounds and who asked for what', () => {
    const rounds: Round[] = [
      { round: 1, remarks: [remark('片长', 'less', '张副县长'), remark('方言旁白', 'require', '张副县长')] },
      { round: 2, remarks: [remark('片长', 'less', '宣传部'), remark('方言旁白', 'forbid', '宣传部')] },
      { round: 3, remarks: [remark('片长', 'more', '李县长')] },
    ];
    expect(contradictions(rounds)).toEqual([
      {
        topic: '方言旁白',
        earlier: { round: 1, demand: 'require', by: '张副县长' },
        later: { round: 2, demand: 'forbid', by: '宣传部' },
      },
      {
        topic: '片长',
        earlier: { round: 1, demand: 'less', by: '张副县长' },
        later: { round: 3, demand: 'more', by: '李县长' },
      },
      {
        topic: '片长',
        earlier: { round: 2, demand: 'less', by: '宣传部' },
        later: { round: 3, demand: 'more', by: '李县长' },
      },
    ]);
  });

  it('shows two reviewers who disagree within one round', () => {
    const remarks = [remark('场景', 'keep', '甲'), remark('场景', 'change', '乙')];
    expect(contradictions([{ round: 1, remarks }])).toEqual([
      {
        topic: '场景',
        earlier: { round: 1, demand: 'keep', by: '甲' },
        later: { round: 1, demand: 'change', by: '乙' },
      },
    ]);
  });

  const exclusive = [
    ['require', 'forbid'],
    ['keep', 'change'],
    ['more', 'less'],
  ];

  it.each(demands)('%s is contradicted by its one opposite', demand => {
    expect(isDemand(demand)).toBe(true);
    for (const other of [...demands, 'praise']) {
      const found = contradictions([
        { round: 1, remarks: [remark('t', demand, 'a')] },
        { round: 2, remarks: [remark('t', other, 'b')] },
      ]);
      expect(found).toHaveLength(
        exclusive.some(p => p.includes(demand) && p.includes(other) && demand !== other) ? 1 : 0,
      );
    }
    expect(isDemand('praise')).toBe(false);
  });

  it('finds no contradiction across topics, and the same whatever the order of the rounds', () => {
    const anyRemark = fc.record({
      topic: fc.constantFrom('a', 'b'),
      demand: fc.constantFrom(...demands),
      by: fc.constantFrom('x', 'y'),
    });
    fc.assert(
      fc.property(fc.array(fc.array(anyRemark, { maxLength: 3 }), { maxLength: 5 }), lists => {
        const rounds = lists.map((remarks, i) => ({ round: i + 1, remarks }));
        const found = contradictions(rounds);
        expect(contradictions([...rounds].reverse())).toEqual(found);
        for (const { earlier, later } of found) expect(earlier.round).toBeLessThanOrEqual(later.round);
        const byTopic = ['a', 'b'].flatMap(topic =>
          contradictions(rounds.map(r => ({ ...r, remarks: r.remarks.filter(m => m.topic === topic) }))),
        );
        expect(byTopic).toHaveLength(found.length);
      }),
    );
  });
});

describe('rounds', () => {
  it('are the returns, numbered on where no number was given', () => {
    const remarks = [remark('t', 'more', 'a')];
    const events = [
      { kind: 'applied' },
      { kind: 'returned', round: null, remarks },
      { kind: 'resubmitted', remarks },
      { kind: 'returned' },
      { kind: 'returned', round: 5, remarks },
      { kind: 'returned' },
    ];
    expect(roundsOf(events).map(r => [r.round, r.remarks.length])).toEqual([
      [1, 1],
      [2, 0],
      [5, 1],
      [6, 0],
    ]);
  });
});
