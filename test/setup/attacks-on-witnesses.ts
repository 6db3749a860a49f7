// Attacks on a witness's memory, over its own socket.
import { parseCheckpoint } from '../../src/domain/merkle/checkpoint';
import { toBase64 } from '../../src/domain/merkle/encoding';
import { parseNote } from '../../src/domain/merkle/note';
import type { Attack } from './attack';
import { backDated, slippedIn } from './attacks-on-history';
import { COUNTY } from './world';

const sizeOf = (note: string): number => Number(parseCheckpoint(parseNote(note).text).size);

export const ATTACKS_ON_WITNESSES: Attack[] = [
  {
    attack: 'show the witness the root of a rewritten tree under the size it knows',
    holds: 'database, log key',
    detector: 'witness',
    shows: '422 proof.root-differs',
    run: async scene => {
      const rows = backDated(scene, await scene.rows());
      const root = await scene.rewrite(rows);
      return scene.show(rows.length, scene.note(rows.length, root));
    },
  },
  {
    attack: 'show the witness a longer fork with a made-up proof',
    holds: 'database, log key',
    detector: 'witness',
    shows: '422 proof.root-differs',
    run: async scene => {
      const rows = slippedIn(scene, await scene.rows());
      const root = await scene.rewrite(rows);
      return scene.show(rows.length - 1, scene.note(rows.length, root), [toBase64(root)]);
    },
  },
  {
    attack: 'show the witness an old checkpoint again, as a log just begun',
    holds: 'nothing',
    detector: 'witness',
    shows: '409',
    run: scene => scene.show(0, scene.notes[0]),
  },
  {
    attack: 'show the witness a tree signed by nobody',
    holds: 'nothing',
    detector: 'witness',
    shows: '403',
    run: scene => scene.show(sizeOf(scene.notes[1]), scene.notes[1].replace(/\n(\d+)\n/, '\n900\n')),
  },
  {
    attack: 'race two inconsistent checkpoints at a witness',
    holds: 'log key',
    detector: 'witness',
    shows: '200 409',
    run: async scene => {
      const known = sizeOf(scene.notes[1]);
      const honest = await scene.rows();
      const sides: [string, string[]][] = [];
      for (const subject of ['one', 'other']) {
        const rows = [...honest, { ...honest[0]!, leaf: { ...honest[0]!.leaf, subject } }];
        const root = await scene.rewrite(rows);
        const view = await scene.world.as('auditor').get(`/ledger/${COUNTY}/consistency?from=${known}`);
        const proof = (view.body as { proof: string[] }).proof.map(hash => toBase64(Buffer.from(hash, 'hex')));
        sides.push([scene.note(rows.length, root), proof]);
      }
      const answers = await Promise.all(sides.map(([note, proof]) => scene.show(known, note, proof)));
      return answers
        .map(answer => answer.slice(0, 3))
        .sort()
        .join(' ');
    },
  },
];
