// Attacks on whoever verifies: receipts made up, put together from true parts, or vouched for by the wrong people.
import { canonicalJson, utf8 } from '../../src/domain/canonical';
import { parseCheckpoint } from '../../src/domain/merkle/checkpoint';
import { cosign } from '../../src/domain/merkle/cosignature';
import { leafBytes } from '../../src/domain/merkle/encoding';
import { parseNote, printSignature } from '../../src/domain/merkle/note';
import { printVerifierKey } from '../../src/domain/merkle/note-key';
import { parsePinnedKeys } from '../../src/domain/merkle/pinned-keys';
import { printReceipt, parseReceipt, type Receipt } from '../../src/domain/merkle/receipt';
import { printProofFile, type ProofFile } from '../../src/domain/merkle/proof-file';
import { leafHash } from '../../src/domain/merkle/tree';
import { sha256 } from '../../src/platform/digests';
import { readTimestampResponse, timestampRequest } from '../../src/verifier/timestamps';
import type { Attack, Forged } from './attack';
import { keyed, makeLog, makeReceipt, witnessKeyed } from './receipts';
import type { Scene } from './scene';

/** The receipt of an early entry with some of its parts exchanged. */
async function altered(scene: Scene, change: (parts: Receipt) => Partial<Receipt> | { proof: ProofFile }) {
  const parts = parseReceipt(await scene.receipt(scene.early[0]!));
  const { proof, ...rest } = { ...parts, ...change(parts) };
  return { receipt: printReceipt({ ...rest, proof: printProofFile(proof) }) };
}

/** A tree of one invented leaf, received in January, signed with the log's real key. */
export function invented(scene: Scene, vouchers: (text: string) => string = () => ''): Forged {
  const leaf = leafBytes({
    actor_unit: 'system',
    kind: 'exemption.sealed',
    received_at: '2026-01-05T01:00:00.000Z',
    sha256: '0'.repeat(64),
    sm3: '0'.repeat(64),
    subject: 'BA-513221-2026-9999',
    v: 1,
  });
  const note = scene.note(1, leafHash(sha256, leaf));
  const checkpoint = note + vouchers(parseNote(note).text);
  const proof = printProofFile({ leaf, index: 0n, proof: [], checkpoint });
  return { receipt: printReceipt({ proof, content: null, tokens: [], chains: [] }) };
}

const JANUARY = BigInt(Date.parse('2026-01-05T02:00:00Z') / 1000);
const nameOf = ({ witness }: Scene) => witness.identity.key.name;

export const stamped = (scene: Scene, text: string): Uint8Array => {
  const [imprint, nonce] = [sha256(utf8(text)), Uint8Array.of(1, 2, 3)];
  return readTimestampResponse(scene.authority.token(timestampRequest(imprint, nonce)), { imprint, nonce });
};

const sizeOf = (checkpoint: string): number => Number(parseCheckpoint(parseNote(checkpoint).text).size);

const withoutCosignatures = (checkpoint: string) => {
  const { text, signatures } = parseNote(checkpoint);
  return `${text}\n${printSignature(signatures[0]!)}`;
};

export const ATTACKS_ON_RECEIPTS: Attack[] = [
  {
    attack: 'make up a receipt: one invented leaf, signed with the log’s real key',
    holds: 'log key',
    detector: 'receipt',
    shows: 'ORDER ONLY',
    run: async scene => invented(scene),
  },
  {
    attack: 'the same, cosigned by a key of one’s own under the witness’s name',
    holds: 'log key',
    detector: 'receipt',
    shows: 'ORDER ONLY',
    run: async scene => invented(scene, text => printSignature(cosign(text, JANUARY, witnessKeyed(nameOf(scene), 99)))),
  },
  {
    attack: 'the same, with the witness’s key id on the false cosignature',
    holds: 'log key',
    detector: 'receipt',
    shows: 'INVALID: the signature of the key',
    run: async scene =>
      invented(scene, text => {
        const line = cosign(text, JANUARY, witnessKeyed(nameOf(scene), 99));
        return printSignature({ ...line, keyId: scene.witness.identity.key.keyId });
      }),
  },
  {
    attack: 'reach a quorum of two with one witness’s two keys',
    holds: 'log key',
    detector: 'receipt',
    shows: 'ORDER ONLY',
    run: async scene => {
      const [first, second] = [witnessKeyed('w.test/two', 50), witnessKeyed('w.test/two', 51)];
      const lines = (text: string) => [first, second].map(one => printSignature(cosign(text, JANUARY, one))).join('');
      return {
        ...invented(scene, lines),
        keys: { ...scene.pinned, witnesses: [first.key, second.key], quorum: 2 },
      };
    },
  },
  {
    attack: 'reach a quorum of two with one key under two names in keys.json',
    holds: 'nothing',
    detector: 'receipt',
    shows: 'keys.malformed',
    run: async ({ keys }) => {
      const names = ['w.test/two', 'w.test/too'];
      const witnesses = names.map(name => printVerifierKey(witnessKeyed(name, 50).key));
      const file = { v: 1, logs: [printVerifierKey(keys[0]!.key)], witnesses, quorum: 2, authorities: [] };
      try {
        parsePinnedKeys(JSON.stringify(file), sha256);
        return 'taken';
      } catch (error) {
        return (error as { code: string }).code;
      }
    },
  },
  {
    attack: 'change `received_at` in the leaf of a true receipt',
    holds: 'nothing',
    detector: 'receipt',
    shows: 'INVALID: the computed root differs',
    run: scene =>
      altered(scene, ({ proof }) => ({
        proof: { ...proof, leaf: utf8(Buffer.from(proof.leaf).toString().replace('2026-03-02', '2026-01-02')) },
      })),
  },
  {
    attack: 'exchange the payload in a true receipt',
    holds: 'nothing',
    detector: 'receipt',
    shows: 'INVALID: the payload does not fit',
    run: scene =>
      altered(scene, ({ content }) => ({ content: { ...content!, payload: utf8(canonicalJson({ lossCapFen: 99 })) } })),
  },
  {
    attack: 'move the entry of a true receipt to another position',
    holds: 'nothing',
    detector: 'receipt',
    shows: 'INVALID: the computed root differs',
    run: scene => altered(scene, ({ proof }) => ({ proof: { ...proof, index: proof.index + 1n } })),
  },
  {
    attack: 'put an earlier, anchored checkpoint under a later entry',
    holds: 'nothing',
    detector: 'receipt',
    shows: 'INVALID: the index must be below',
    run: async scene => {
      const { proof } = parseReceipt(await scene.receipt(scene.early[0]!));
      const { proof: late, ...rest } = parseReceipt(await scene.receipt(scene.late));
      const forged = printProofFile({ ...late, checkpoint: proof.checkpoint });
      return { receipt: printReceipt({ ...rest, proof: forged }) };
    },
  },
  {
    attack: 'put the signed checkpoint of a fork under a true entry',
    holds: 'log key',
    detector: 'receipt',
    shows: 'INVALID: the computed root differs',
    run: scene =>
      altered(scene, ({ proof }) => ({
        proof: { ...proof, checkpoint: scene.note(sizeOf(proof.checkpoint), sha256(utf8('fork'))) },
      })),
  },
  {
    attack: 'strip the cosignatures from a true receipt',
    holds: 'nothing',
    detector: 'receipt',
    shows: 'ORDER ONLY',
    run: scene =>
      altered(scene, ({ proof }) => ({ proof: { ...proof, checkpoint: withoutCosignatures(proof.checkpoint) } })),
  },
  {
    attack: 'replay another county’s receipt, true in its own right',
    holds: 'nothing',
    detector: 'receipt',
    shows: 'INVALID: no key is pinned for the log',
    run: async () => {
      const log = makeLog('log.test/510104', 5);
      return { receipt: makeReceipt(log, { index: 2, size: 5, logs: [keyed(log.origin, 7)] }) };
    },
  },
  {
    attack: 'put another county’s leaf and proof under this log’s checkpoint',
    holds: 'nothing',
    detector: 'receipt',
    shows: 'INVALID: the computed root differs',
    run: scene => {
      const log = makeLog('log.test/510104', 5);
      const { leaf } = log.leaves[2]!;
      return altered(scene, ({ proof }) => ({
        content: null,
        proof: { ...proof, leaf, index: 2n, proof: log.proof(2, 5) },
      }));
    },
  },
  {
    attack: 'sign under this log’s name with another county’s key',
    holds: 'nothing',
    detector: 'receipt',
    shows: 'INVALID: no known key has signed it',
    run: async scene => {
      const log = makeLog(scene.keys[0]!.key.name, 5);
      return { receipt: makeReceipt(log, { index: 2, size: 5, logs: [keyed('log.test/510104', 7)] }) };
    },
  },
  {
    attack: 'vouch for an invented tree with the token of another checkpoint',
    holds: 'log key',
    detector: 'receipt',
    shows: 'ORDER ONLY',
    run: async scene => {
      const parts = parseReceipt(invented(scene).receipt);
      const tokens = [stamped(scene, parseNote(scene.notes[0]).text)];
      const receipt = printReceipt({ ...parts, proof: printProofFile(parts.proof), tokens });
      return { receipt, keys: { ...scene.pinned, authorities: [scene.authority.pem('root')] } };
    },
  },
  {
    attack: 'vouch for an invented tree with a token of an authority nobody pinned',
    holds: 'log key',
    detector: 'receipt',
    shows: 'ORDER ONLY',
    run: async scene => {
      const parts = parseReceipt(invented(scene).receipt);
      const tokens = [stamped(scene, parseNote(parts.proof.checkpoint).text)];
      const receipt = printReceipt({ ...parts, proof: printProofFile(parts.proof), tokens });
      return { receipt, keys: { ...scene.pinned, authorities: [scene.authority.pem('other')] } };
    },
  },
  {
    attack: 'hand out a checkpoint that only the witness signed',
    holds: 'nothing',
    detector: 'receipt',
    shows: 'itself has not signed the checkpoint',
    run: scene =>
      altered(scene, ({ proof }) => {
        const { text, signatures } = parseNote(proof.checkpoint);
        return { proof: { ...proof, checkpoint: `${text}\n${printSignature(signatures.at(-1)!)}` } };
      }),
  },
];
