import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../../../src/domain/errors';
import { runVectors } from '../../../src/domain/merkle/vectors';
import { sha256, sm3 } from '../../../src/platform/digests';

type Vector = Record<string, any>;
const text = (name: string) => readFileSync(join(__dirname, '../../data/vectors', name), 'utf8');
const document = (name: string) => JSON.parse(text(name)) as Vector;
const inclusion = () => document('merkle-inclusion.json');
const consistency = () => document('merkle-consistency.json');
const tree = () => document('merkle-reference-tree.json');

describe('published vectors', () => {
  it.each([
    ['inclusion', inclusion, 49],
    ['consistency', consistency, 49],
    // 9 roots, 15 stored nodes, 4 hasher cases
    ['reference tree', tree, 28],
  ])('%s all pass', (_, read, count) => expect(runVectors(read(), sha256)).toEqual({ passed: count, failed: [] }));

  it('fail with another hash function', () => {
    expect(runVectors(tree(), sm3)).toMatchObject({ passed: 0 });
    // 3 of each are meant to be accepted; the two claims about a single leaf need no hashing at all
    expect(runVectors(inclusion(), sm3).failed).toHaveLength(2);
    expect(runVectors(consistency(), sm3).failed).toHaveLength(2);
  });
});

const flip = (base64: string) => {
  const bytes = Buffer.from(base64, 'base64');
  bytes[31]! ^= 1;
  return bytes.toString('base64');
};
const flipHex = (hex: string) => (hex.startsWith('0') ? '1' : '0') + hex.slice(1);

describe('a tampered vector fails, alone, and is named', () => {
  it.each<[string, () => Vector, (vectors: Vector) => void, string]>([
    ['root', inclusion, d => (d.vectors[1].root = flip(d.vectors[1].root)), 'vectors[1] (happy path'],
    ['leaf', inclusion, d => (d.vectors[2].leafHash = flip(d.vectors[2].leafHash)), 'vectors[2] (happy path'],
    ['proof', inclusion, d => (d.vectors[2].proof[1] = flip(d.vectors[2].proof[1])), 'vectors[2] (happy path'],
    ['proof emptied', inclusion, d => (d.vectors[1].proof = null), 'vectors[1] (happy path'],
    ['index', inclusion, d => (d.vectors[1].leafIdx = '4'), 'vectors[1] (happy path'],
    ['size past 64 bits', inclusion, d => (d.vectors[1].treeSize = String(2n ** 64n)), 'vectors[1] (happy path'],
    ['verdict', inclusion, d => (d.vectors[0].wantErr = true), 'vectors[0] (happy path'],
    ['other verdict', inclusion, d => (d.vectors[10].wantErr = false), 'vectors[10] ('],
    ['root1', consistency, d => (d.vectors[1].root1 = flip(d.vectors[1].root1)), 'vectors[1] (happy path'],
    ['root2', consistency, d => (d.vectors[0].root2 = flip(d.vectors[0].root2)), 'vectors[0] (happy path'],
    ['size1', consistency, d => (d.vectors[1].size1 = '5'), 'vectors[1] (happy path'],
    ['size1 of 0', consistency, d => (d.vectors[1].size1 = '0'), 'vectors[1] (happy path'],
    ['published root', tree, d => (d.rootHashesHexBySize[5] = flipHex(d.rootHashesHexBySize[5])), 'root of size 5'],
    ['empty root', tree, d => (d.rootHashesHexBySize[0] = flipHex(d.rootHashesHexBySize[0])), 'root of size 0'],
    ['node', tree, d => (d.nodeHashesHexByLevel[2][1] = flipHex(d.nodeHashesHexByLevel[2][1])), 'node 2/1'],
    ['hasher case', tree, d => (d.hasherCases[3].hex = flipHex(d.hasherCases[3].hex)), 'node ("N123","N456")'],
    ['short digest', tree, d => (d.hasherCases[0].hex = 'e3'), 'empty root'],
  ])('%s', (_, read, tamper, name) => {
    const count = runVectors(read(), sha256).passed;
    const changed = read();
    tamper(changed);
    const { passed, failed } = runVectors(changed, sha256);
    expect(passed).toBe(count - 1);
    expect(failed).toHaveLength(1);
    expect(failed[0]!.name.startsWith(name)).toBe(true);
    expect(failed[0]!.expected).not.toBe(failed[0]!.got);
  });

  it('says what was wanted and why the verifier refused', () => {
    const changed = inclusion();
    changed.vectors[1].proof.pop();
    expect(runVectors(changed, sha256).failed[0]).toEqual({
      name: 'vectors[1] (happy path, inclusion/2/happy-path.json)',
      expected: 'accepted',
      got: 'refused (proof.hash-count, 3 <> 2)',
    });
  });

  it('unreadable base64 is a refusal where one is wanted', () => {
    const changed = inclusion();
    changed.vectors[3].root = 'not base64';
    changed.vectors[6].proof = ['#'];
    expect(runVectors(changed, sha256)).toEqual({ passed: 49, failed: [] });
  });
});

describe('a malformed document is refused with the field', () => {
  const set = (d: Vector, path: (string | number)[], value: unknown) => {
    const parent = path.slice(0, -1).reduce<any>((at, key) => at[key], d);
    if (value === undefined) delete parent[path[path.length - 1]!];
    else parent[path[path.length - 1]!] = value;
    return d;
  };
  it.each<[string, () => unknown]>([
    ['(root)', () => null],
    ['(root)', () => [inclusion()]],
    ['(root)', () => 'text'],
    ['vectors', () => ({})],
    ['vectors', () => ({ vectors: [] })],
    ['vectors', () => ({ vectors: { 0: {} } })],
    ['vectors[0]', () => ({ vectors: [{}] })],
    ['vectors[0]', () => ({ vectors: [null] })],
    ['vectors[4]', () => set(inclusion(), ['vectors', 4], 'text')],
    ['vectors[3].treeSize', () => set(inclusion(), ['vectors', 3, 'treeSize'], undefined)],
    ['vectors[3].treeSize', () => set(inclusion(), ['vectors', 3, 'treeSize'], 8)],
    ['vectors[3].treeSize', () => set(inclusion(), ['vectors', 3, 'treeSize'], '08')],
    ['vectors[3].leafIdx', () => set(inclusion(), ['vectors', 3, 'leafIdx'], '-1')],
    ['vectors[3].leafIdx', () => set(inclusion(), ['vectors', 3, 'leafIdx'], '1e3')],
    ['vectors[1].root', () => set(inclusion(), ['vectors', 1, 'root'], '!!!!')],
    ['vectors[1].root', () => set(inclusion(), ['vectors', 1, 'root'], undefined)],
    ['vectors[9].root', () => set(inclusion(), ['vectors', 9, 'root'], 7)],
    ['vectors[1].leafHash', () => set(inclusion(), ['vectors', 1, 'leafHash'], null)],
    ['vectors[1].proof', () => set(inclusion(), ['vectors', 1, 'proof'], 'AAAA')],
    ['vectors[1].proof', () => set(inclusion(), ['vectors', 1, 'proof'], undefined)],
    ['vectors[1].proof[2]', () => set(inclusion(), ['vectors', 1, 'proof', 2], 3)],
    ['vectors[5].wantErr', () => set(inclusion(), ['vectors', 5, 'wantErr'], 'true')],
    ['vectors[5].desc', () => set(inclusion(), ['vectors', 5, 'desc'], 5)],
    ['vectors[2].size1', () => set(consistency(), ['vectors', 2, 'size1'], 6)],
    ['vectors[2].size2', () => set(consistency(), ['vectors', 2, 'size2'], '')],
    ['vectors[2].root2', () => set(consistency(), ['vectors', 2, 'root2'], 'AAA')],
    ['vectors[7].leafIdx', () => set(inclusion(), ['vectors', 7], consistency().vectors[7])],
    ['leafInputsHex', () => set(tree(), ['leafInputsHex'], [])],
    ['leafInputsHex[1]', () => set(tree(), ['leafInputsHex', 1], 'ZZ')],
    ['rootHashesHexBySize', () => set(tree(), ['rootHashesHexBySize'], tree().rootHashesHexBySize.slice(1))],
    ['rootHashesHexBySize[3]', () => set(tree(), ['rootHashesHexBySize', 3], 'AB')],
    ['nodeHashesHexByLevel', () => set(tree(), ['nodeHashesHexByLevel'], tree().nodeHashesHexByLevel.slice(0, 3))],
    ['nodeHashesHexByLevel[1]', () => set(tree(), ['nodeHashesHexByLevel', 1], [])],
    ['nodeHashesHexByLevel[1][0]', () => set(tree(), ['nodeHashesHexByLevel', 1, 0], null)],
    ['hasherCases', () => set(tree(), ['hasherCases'], undefined)],
    ['hasherCases[2].desc', () => set(tree(), ['hasherCases', 2, 'desc'], 'leaf L123456')],
    ['hasherCases[2].hex', () => set(tree(), ['hasherCases', 2, 'hex'], 'g')],
  ])('%s', (field, make) => {
    const malformed = make();
    let refusal: unknown;
    try {
      runVectors(malformed, sha256);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(Refusal);
    const { code, fields, words } = refusal as Refusal;
    expect([code, fields[0]?.field]).toEqual(['vectors.malformed', field]);
    expect(words.zh.startsWith(field) && words.en.startsWith(field)).toBe(true);
    expect(words.zh + words.en).not.toContain('{');
  });
});
