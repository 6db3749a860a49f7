// Whose word on a checkpoint counts, from when on, and what it covers.
import { AnchoringService } from '../../src/proof/anchoring.service';
import { LogKeysService } from '../../src/proof/log-keys.service';
import { logScope, SigningService } from '../../src/proof/signing.service';
import { ReceiptsService } from '../../src/proof/receipts.service';
import { trust, witness } from '../setup/proofs';
import { COUNTY, openWorld, type World } from '../setup/world';

const [one, two, three] = ['w.test/city', 'w.test/archive', 'w.test/audit'].map(witness) as [
  ReturnType<typeof witness>,
  ReturnType<typeof witness>,
  ReturnType<typeof witness>,
];
const stranger = witness('w.test/stranger');

let world: World;
let anchoring: AnchoringService;
beforeAll(async () => {
  world = await openWorld();
  anchoring = world.app.get(AnchoringService);
  world.app.get(LogKeysService).create(COUNTY);
});
afterAll(() => world.close());
beforeEach(() => trust(world, [one, two, three], 2));

/** A minute later one more entry and a checkpoint over it. */
async function grown(): Promise<{ size: number; note: string; at: (seconds: number) => string }> {
  const now = Date.parse(world.clock.now()) + 60_000;
  world.clock.step(new Date(now).toISOString());
  await world.journal.write(world.actor('sponsor'), async tx => tx.record('test.noted', 'grown', {}));
  await world.app.get(SigningService).sign(COUNTY);
  const { size, note } = (await anchoring.pending(COUNTY))!;
  return { size, note, at: seconds => new Date(now + seconds * 1000).toISOString() };
}

const anchoredAt = async (position: number): Promise<string | null> => {
  const { anchoredAt: at } = await world.journal.read(logScope(COUNTY), q =>
    world.app.get(ReceiptsService).anchorOf(q, COUNTY, position),
  );
  return at;
};

it('counts a quorum of different witnesses, at the time of the last one needed', async () => {
  const { size, note, at } = await grown();
  expect(await anchoring.addCosignature(COUNTY, size, two.line(note, at(5)))).toEqual({ anchoredAt: null });
  expect(await anchoring.addCosignature(COUNTY, size, two.line(note, at(6)))).toEqual({ anchoredAt: null });
  expect((await anchoring.pending(COUNTY))!.cosignedBy).toEqual([two.key.name]);
  expect(await anchoring.addCosignature(COUNTY, size, one.line(note, at(3)))).toEqual({ anchoredAt: at(5) });
  expect(await anchoring.addCosignature(COUNTY, size, three.line(note, at(9)))).toEqual({ anchoredAt: at(5) });
  expect(await anchoring.pending(COUNTY)).toBeNull();
  expect(await anchoredAt(size - 1)).toBe(at(5));
  expect(await anchoredAt(size)).toBeNull();
});

it('covers what came before with the smallest anchored checkpoint, and never later than it once did', async () => {
  const [first, second] = [await grown(), await grown()];
  for (const by of [one, two]) await anchoring.addCosignature(COUNTY, second.size, by.line(second.note, second.at(2)));
  expect(await anchoredAt(first.size - 1)).toBe(second.at(2));
  // The smaller checkpoint gets its quorum only now; what it says adds nothing.
  for (const by of [one, two]) await anchoring.addCosignature(COUNTY, first.size, by.line(first.note, second.at(99)));
  expect(await anchoredAt(first.size - 1)).toBe(second.at(2));
  const third = await grown();
  for (const by of [one, two]) await anchoring.addCosignature(COUNTY, third.size, by.line(third.note, third.at(1)));
  expect(await anchoredAt(first.size - 1)).toBe(second.at(2));
  expect(await anchoredAt(third.size - 1)).toBe(third.at(1));
});

it('finds a quorum complete when its two witnesses are heard in the same instant', async () => {
  for (let round = 0; round < 10; round++) {
    const { size, note, at } = await grown();
    const heard = [one, two].map(by => anchoring.addCosignature(COUNTY, size, by.line(note, at(1))));
    expect((await Promise.all(heard)).filter(({ anchoredAt: done }) => done !== null).length).toBeGreaterThan(0);
    expect(await anchoredAt(size - 1)).toBe(at(1));
  }
});

it('takes the same line twice as once', async () => {
  trust(world, [one], 1);
  const { size, note, at } = await grown();
  for (let time = 0; time < 3; time++) {
    expect(await anchoring.addCosignature(COUNTY, size, one.line(note, at(1)))).toEqual({ anchoredAt: at(1) });
  }
  const { rows } = await world.superuser.query('select from cosignature where county = $1 and size = $2', [
    COUNTY,
    size,
  ]);
  expect(rows).toHaveLength(1);
});

describe('refuses', () => {
  type Line = (mine: Awaited<ReturnType<typeof grown>>, other: Awaited<ReturnType<typeof grown>>) => string;
  const REFUSED: [string, string, Line][] = [
    ['a witness nobody named', 'cosignature.not-counted', ({ note, at }) => stranger.line(note, at(1))],
    ['a signature on another checkpoint', 'cosignature.not-counted', (_, { note, at }) => one.line(note, at(1))],
    ['a time before the checkpoint', 'cosignature.not-counted', ({ note, at }) => one.line(note, at(-400))],
    ['two lines', 'cosignature.not-counted', ({ note, at }) => one.line(note, at(1)) + two.line(note, at(1))],
    ['no line', 'note.malformed', () => 'yes\n'],
    [
      'a changed time',
      'cosignature.not-counted',
      ({ note, at }) => {
        const [, dash, name, base64] = /^(\S+) (\S+) (\S+)\n$/.exec(one.line(note, at(1)))!;
        const bytes = Buffer.from(base64!, 'base64');
        bytes[11]!--;
        return `${dash} ${name} ${bytes.toString('base64')}\n`;
      },
    ],
  ];
  it.each(REFUSED)('%s: %s', async (_, code, lineOf) => {
    const [other, mine] = [await grown(), await grown()];
    const adding = anchoring.addCosignature(COUNTY, mine.size, lineOf(mine, other));
    await expect(adding).rejects.toMatchObject({ code });
    expect((await anchoring.pending(COUNTY))!.cosignedBy).toEqual([]);
    expect(await anchoredAt(mine.size - 1)).toBeNull();
  });

  it('a word on a checkpoint that was never signed', async () => {
    const { size, note, at } = await grown();
    const adding = anchoring.addCosignature(COUNTY, size + 1, one.line(note, at(1)));
    await expect(adding).rejects.toMatchObject({ code: 'checkpoint.not-found' });
  });

  it('a token of an authority nobody named', async () => {
    const { size } = await grown();
    const adding = anchoring.addToken(COUNTY, size, { authority: 'tsa', token: new Uint8Array(9), chain: '' });
    await expect(adding).rejects.toMatchObject({ code: 'timestamp.not-counted' });
  });
});
