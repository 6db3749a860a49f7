// What surrounds the signed part of a token (RFC 5652 SignedData) and is itself not signed: taken apart by hand and held
// to one form, so that nobody can change a byte of it and leave two verifiers with two opinions.
import { sameBytes } from '../domain/merkle/encoding';
import { membersOf, readTlv, SEQUENCE, SET, type Tlv } from './der';
import { unfit } from './unfit';

const INTEGER = 0x02;
const OCTET_STRING = 0x04;
const OBJECT_ID = 0x06;
const CONTEXT_0 = 0xa0;
const NULL = Uint8Array.of(5, 0);
const SIGNER_TAGS = [INTEGER, SEQUENCE, SEQUENCE, CONTEXT_0, SEQUENCE, OCTET_STRING];

export interface TokenShape {
  /** DER of the enclosed certificates, untouched */
  certificates: Uint8Array[];
  /** issuer and serial number of the signer's certificate, as they stand in the token */
  signedBy: Uint8Array;
}

/** Of a token known to be strict DER. @throws Refusal timestamp.unfit */
export function readShape(token: Uint8Array): TokenShape {
  const [, explicit] = membersOf(readTlv(token)!);
  const parts = membersOf(readTlv(explicit!.content)!);
  const certificates = parts.filter(({ tag }) => tag === CONTEXT_0).flatMap(membersOf);
  if (certificates.some(({ tag }) => tag !== SEQUENCE)) {
    throw unfit('附有非 X.509 的证书', 'it encloses something else than X.509 certificates');
  }
  const signers = parts.at(-1)!.tag === SET ? membersOf(parts.at(-1)!) : [];
  if (signers.length !== 1) throw unfit('应恰有一个签名', 'it must have exactly one signature');
  const fields = membersOf(signers[0]!);
  const [, sid, digest, , algorithm] = fields;
  const usual = SIGNER_TAGS.every((tag, i) => fields[i]?.tag === tag);
  const algorithms = usual ? [...membersOf(parts[1]!), digest!, algorithm!] : [];
  if (!usual || !algorithms.every(isPlainAlgorithm)) throw unfit('签名的形式不合', 'its signature has an odd form');
  return { certificates: certificates.map(({ whole }) => whole), signedBy: sid!.content };
}

/** An object identifier, with a NULL for parameters or with none. */
function isPlainAlgorithm(algorithm: Tlv): boolean {
  const [id, parameters, ...rest] = algorithm.tag === SEQUENCE ? membersOf(algorithm) : [];
  const plain = parameters === undefined || sameBytes(parameters.whole, NULL);
  return id?.tag === OBJECT_ID && plain && rest.length === 0;
}
