// Certificates of time-stamp authorities (RFC 5280, RFC 3161 section 2.3): who signed, and whether a path leads from the
// signer to a pinned certificate, every certificate on it valid at the moment stamped. Revocation is not looked up: that
// would need the network, and a token made before a revocation stays good.
import { AsnConvert } from '@peculiar/asn1-schema';
import { BasicConstraints, Certificate, ExtendedKeyUsage, KeyUsage, KeyUsageFlags, Name } from '@peculiar/asn1-x509';
import { concatBytes, fromBase64, sameBytes, toHex } from '../domain/merkle/encoding';
import { isStrictDer, membersOf, readTlv } from './der';
import { hashOfSignature, verifySignature } from './public-keys';

const EXTENSION = {
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  certificatePolicies: '2.5.29.32',
  authorityKeyIdentifier: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
} as const;
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const MAX_PATH = 8;
/** Tag of the optional first field of a certificate. */
const VERSION = 0xa0;

export interface X509 {
  certificate: Certificate;
  der: Uint8Array;
  /** DER of the names in hex, for comparing */
  subject: string;
  issuer: string;
}

/** @throws Error for what is no certificate in strict DER */
export function x509(der: Uint8Array): X509 {
  if (!isStrictDer(der)) throw new Error('not a certificate');
  const certificate = AsnConvert.parse(der, Certificate);
  const { tbsCertificate } = certificate;
  return { certificate, der, subject: nameBytes(tbsCertificate.subject), issuer: nameBytes(tbsCertificate.issuer) };
}

/** Every certificate of a PEM text, in order. Throws for what is no certificate. */
export function readPem(text: string): X509[] {
  const blocks = text.matchAll(/-----BEGIN CERTIFICATE-----([\s\S]*?)-----END CERTIFICATE-----/g);
  return [...blocks].map(([, base64]) => {
    return x509(fromBase64(base64!.replaceAll('\n', '')) ?? new Uint8Array(0));
  });
}

/** DER of a name in hex. */
export function nameBytes(name: Name): string {
  return toHex(new Uint8Array(AsnConvert.serialize(name)));
}

/** The common name, or all parts of a subject: `GMO GlobalSign Pte Ltd, GlobalSign TSA`. */
export function subjectText({ certificate }: X509): string {
  const parts = [...certificate.tbsCertificate.subject].flatMap(relative => [...relative]);
  const common = parts.filter(part => part.type === '2.5.4.3');
  return (common.length > 0 ? common : parts).map(part => part.value.toString()).join(', ');
}

/** Issuer and serial number as they stand in the certificate: what a signature names its signer by, byte for byte. */
export function issuerAndSerial({ der }: X509): Uint8Array {
  const fields = membersOf(membersOf(readTlv(der)!)[0]!);
  const at = fields[0]!.tag === VERSION ? 1 : 0;
  return concatBytes(fields[at + 2]!.whole, fields[at]!.whole);
}

/** RFC 3161 section 2.3: extended key usage critical and time stamping alone; a key usage, if stated, for signing. */
export function mayStampTime({ certificate }: X509): boolean {
  const usage = certificate.tbsCertificate.extensions?.find(({ extnID }) => extnID === EXTENSION.extendedKeyUsage);
  if (usage?.critical !== true) return false;
  const purposes = [...AsnConvert.parse(usage.extnValue.buffer, ExtendedKeyUsage)];
  if (purposes.length !== 1 || purposes[0] !== TIME_STAMPING) return false;
  const signing = KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation;
  const flags = keyUsage(certificate);
  return flags === null || ((flags & signing) !== 0 && (flags & ~signing) === 0);
}

/** Whether a path of certificates, all valid at `at`, leads from `leaf` to one of `anchors`. */
export async function leadsToAnchor(
  leaf: X509,
  { anchors, pool, at }: { anchors: readonly X509[]; pool: readonly X509[]; at: Date },
  below: readonly X509[] = [],
): Promise<boolean> {
  if (below.length >= MAX_PATH || below.includes(leaf) || !isValidAt(leaf, at) || hasUnknownDemand(leaf)) return false;
  if (anchors.some(anchor => sameBytes(anchor.der, leaf.der))) return true;
  for (const issuer of [...anchors, ...pool]) {
    if (issuer.subject !== leaf.issuer || !mayIssue(issuer, below.length)) continue;
    if (!(await isSignedBy(leaf, issuer))) continue;
    if (await leadsToAnchor(issuer, { anchors, pool, at }, [...below, leaf])) return true;
  }
  return false;
}

async function isSignedBy({ certificate }: X509, issuer: X509): Promise<boolean> {
  const hash = hashOfSignature(certificate.signatureAlgorithm.algorithm);
  if (hash === null) return false;
  const { subjectPublicKeyInfo } = issuer.certificate.tbsCertificate;
  const data = new Uint8Array(certificate.tbsCertificateRaw!);
  return verifySignature(
    { key: subjectPublicKeyInfo, hash, signature: new Uint8Array(certificate.signatureValue) },
    data,
  );
}

function isValidAt({ certificate }: X509, at: Date): boolean {
  const { notBefore, notAfter } = certificate.tbsCertificate.validity;
  return notBefore.getTime() <= at && at <= notAfter.getTime();
}

/** Marked critical and not understood here: RFC 5280 section 4.2 says to refuse. */
function hasUnknownDemand({ certificate }: X509): boolean {
  const known: readonly string[] = Object.values(EXTENSION);
  return (certificate.tbsCertificate.extensions ?? []).some(
    ({ critical, extnID }) => critical && !known.includes(extnID),
  );
}

/** `depth` counts the authorities between the leaf and this one. */
function mayIssue({ certificate }: X509, depth: number): boolean {
  const constraints = extension(certificate, EXTENSION.basicConstraints);
  if (constraints === null) return false;
  const { cA, pathLenConstraint } = AsnConvert.parse(constraints, BasicConstraints);
  const flags = keyUsage(certificate);
  const maySign = flags === null || (flags & KeyUsageFlags.keyCertSign) !== 0;
  return cA && maySign && (pathLenConstraint === undefined || depth <= pathLenConstraint);
}

function keyUsage(certificate: Certificate): number | null {
  const value = extension(certificate, EXTENSION.keyUsage);
  return value === null ? null : AsnConvert.parse(value, KeyUsage).toNumber();
}

function extension(certificate: Certificate, id: string): ArrayBuffer | null {
  const found = certificate.tbsCertificate.extensions?.find(({ extnID }) => extnID === id);
  return found === undefined ? null : found.extnValue.buffer;
}
