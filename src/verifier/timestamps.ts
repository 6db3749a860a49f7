// RFC 3161 time stamps: asking for one, reading the answer, and verifying a token years later with nothing but pinned
// certificates. A token counts only for the SHA-256 it was asked for, signed by a certificate made for nothing else.
import { CMSVersion, ContentInfo, id_signedData, SignedData, SignerInfo } from '@peculiar/asn1-cms';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { id_ct_tstInfo, MessageImprint, TimeStampReq, TimeStampReqVersion, TimeStampResp } from '@peculiar/asn1-tsp';
import { PKIStatus, TSTInfo } from '@peculiar/asn1-tsp';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import { Refusal } from '../domain/errors';
import { sameBytes, toHex } from '../domain/merkle/encoding';
import type { TokenAnswer, TokenQuestion } from '../domain/merkle/receipt-verdict';
import {
  issuerAndSerial,
  leadsToAnchor,
  mayStampTime,
  nameBytes,
  readPem,
  subjectText,
  X509,
  x509,
} from './certificates';
import { readShape } from './token-shape';
import { timestampRefusal, unfit } from './unfit';
import { isStrictDer, readTlv, SEQUENCE, SET, tlv } from './der';
import { hashOfDigest, isSignatureWith, verifySignature } from './public-keys';

const SHA256 = '2.16.840.1.101.3.4.2.1';
/** The object identifier id-ct-TSTInfo as DER. */
const TST_INFO_DER = '060b2a864886f70d0109100104';
const ATTRIBUTE = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
} as const;

/** DER of a request for a stamp on a SHA-256; `nonce` is random bytes, the first below 0x80. Asks for certificates. */
export function timestampRequest(imprint: Uint8Array, nonce: Uint8Array): Uint8Array {
  const request = new TimeStampReq({
    version: TimeStampReqVersion.v1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithm: SHA256, parameters: null }),
      hashedMessage: new OctetString(imprint),
    }),
    nonce: nonce.slice().buffer,
    certReq: true,
  });
  return new Uint8Array(AsnConvert.serialize(request));
}

/**
 * DER of the token in an authority's answer, its imprint and nonce compared; `verifyTimestamp` judges the rest.
 * @throws Refusal timestamp.refused, timestamp.unfit
 */
export function readTimestampResponse(
  der: Uint8Array,
  asked: { imprint: Uint8Array; nonce: Uint8Array | null },
): Uint8Array {
  const { status, timeStampToken } = parsed(() => AsnConvert.parse(der, TimeStampResp));
  if (status.status !== PKIStatus.granted && status.status !== PKIStatus.grantedWithMods) {
    const text = [...(status.statusString ?? [])].join(' ');
    throw timestampRefusal('timestamp.refused', { figures: { status: PKIStatus[status.status] ?? '?', text } });
  }
  const token = timeStampToken === undefined ? null : tokenBytes(der);
  if (token === null) throw unfit('答复中没有时间戳', 'the answer holds no token');
  const { info } = parsed(() => readToken(token));
  refuseOtherImprint(info, asked.imprint);
  const nonce = info.nonce === undefined ? null : new Uint8Array(info.nonce);
  const same = asked.nonce === null || (nonce !== null && sameBytes(nonce, asked.nonce));
  if (!same) throw unfit('随机数与请求不同', 'its nonce is not the one asked with');
  return token;
}

/** Never throws: what does not verify is an answer with `why`. */
export async function verifyTimestamp(question: TokenQuestion): Promise<TokenAnswer> {
  let by = '';
  let time: string | null = null;
  try {
    const { signed, info, content } = parsed(() => readToken(question.token));
    time = info.genTime.toISOString();
    refuseOtherImprint(info, question.imprint);
    const anchors = parsed(() => question.authorities.flatMap(readPem));
    const chained = parsed(() => question.chains.flatMap(readPem));
    const shape = readShape(question.token);
    const pool = [...chained, ...parsed(() => shape.certificates.map(x509))];
    const from = [...anchors, ...pool].find(one => sameBytes(issuerAndSerial(one), shape.signedBy));
    if (from === undefined) throw unfit('缺少签发者的证书', "the signer's certificate is not at hand");
    const signer = signed.signerInfos[0]!;
    refuseOtherDigests(signed, signer);
    by = subjectText(from);
    await refuseForged(signer, { from, content });
    refuseOtherName(info, from);
    if (!mayStampTime(from))
      throw unfit('签发证书不是专用于时间戳的', 'its certificate is not for time stamping alone');
    if (await leadsToAnchor(from, { anchors, pool, at: info.genTime })) return { by, time, why: null };
    throw unfit('没有通向所持机构证书的有效路径', 'no path valid at that time leads to a pinned certificate');
  } catch (error) {
    return { by, time, why: (error instanceof Refusal ? error : unfit('无法读取', 'it cannot be read')).words };
  }
}

function parsed<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw unfit('不是合格的 DER 或 PEM', 'it is not well-formed DER or PEM');
  }
}

/** The token inside a response: the second member of the outer sequence, cut out and not rewritten. */
function tokenBytes(response: Uint8Array): Uint8Array | null {
  const outer = readTlv(response);
  const status = outer && readTlv(outer.content);
  const token = outer && status && readTlv(outer.content, status.end);
  return token ? outer.content.slice(status.end, token.end) : null;
}

function readToken(token: Uint8Array): { signed: SignedData; info: TSTInfo; content: Uint8Array } {
  if (!isStrictDer(token)) throw unfit('不是严格的 DER', 'it is not strict DER');
  const outer = AsnConvert.parse(token, ContentInfo);
  if (outer.contentType !== id_signedData) throw unfit('不是签名数据', 'it is not signed data');
  const signed = AsnConvert.parse(outer.content, SignedData);
  const { eContentType, eContent } = signed.encapContentInfo;
  if (eContentType !== id_ct_tstInfo || eContent?.single === undefined) {
    throw unfit('签的不是时间戳', 'what is signed is no time stamp');
  }
  const content = new Uint8Array(eContent.single.buffer);
  const info = AsnConvert.parse(content, TSTInfo);
  if (signed.version !== CMSVersion.v3 || !isStrictDer(content) || Number.isNaN(info.genTime.getTime())) {
    throw unfit('版本、时间或长度不对', 'its version, time or length is wrong');
  }
  return { signed, info, content };
}

function refuseOtherImprint({ messageImprint }: TSTInfo, imprint: Uint8Array): void {
  const stamped = new Uint8Array(messageImprint.hashedMessage.buffer);
  if (messageImprint.hashAlgorithm.algorithm === SHA256 && sameBytes(stamped, imprint)) return;
  throw unfit('它盖的是另一份检查点', 'it stamps something else than this checkpoint');
}

/** RFC 3161 section 2.4.2: the authority's name, when stated, is that of its certificate. */
function refuseOtherName({ tsa }: TSTInfo, from: X509): void {
  if (tsa?.directoryName === undefined || nameBytes(tsa.directoryName) === from.subject) return;
  throw unfit('所称机构与证书不符', 'the authority it names is not that of the certificate');
}

/** RFC 5652 section 5.1: the digest algorithms announced are those of the signers, and none that we do not know. */
function refuseOtherDigests({ digestAlgorithms }: SignedData, signer: SignerInfo): void {
  const announced = [...digestAlgorithms].map(({ algorithm }) => algorithm);
  if (announced.includes(signer.digestAlgorithm.algorithm) && announced.every(hashOfDigest)) return;
  throw unfit('所列摘要算法与签名不符', 'the digest algorithms it lists do not fit its signature');
}

async function refuseForged(signer: SignerInfo, { from, content }: { from: X509; content: Uint8Array }): Promise<void> {
  const hash = hashOfDigest(signer.digestAlgorithm.algorithm);
  if (hash === null || !isSignatureWith(signer.signatureAlgorithm.algorithm, hash)) {
    throw unfit('签名算法不受支持', 'its signature algorithm is not supported');
  }
  const type = attribute(signer, ATTRIBUTE.contentType);
  const digest = attribute(signer, ATTRIBUTE.messageDigest);
  const wanted = new Uint8Array(await globalThis.crypto.subtle.digest(hash, content.slice()));
  const sameType = type !== null && toHex(new Uint8Array(type)) === TST_INFO_DER;
  const same = digest !== null && sameBytes(new Uint8Array(AsnConvert.parse(digest, OctetString).buffer), wanted);
  if (!sameType || !same) throw unfit('内容与签名的摘要不符', 'its content does not fit the digest that was signed');
  if (!(await namesCertificate(signer, from))) {
    throw unfit('签名没有指明该证书', 'the signature does not name this certificate');
  }
  const attributes = signer.signedAttrs!.map(one => new Uint8Array(AsnConvert.serialize(one)));
  const key = from.certificate.tbsCertificate.subjectPublicKeyInfo;
  const signature = new Uint8Array(signer.signature.buffer);
  if (await verifySignature({ key, hash, signature }, tlv(SET, ...attributes))) return;
  throw unfit('签名验不通过', 'its signature does not verify');
}

/** RFC 2634 and RFC 5816: the first certificate hash in the signed attribute is that of the signer. */
async function namesCertificate(signer: SignerInfo, from: X509): Promise<boolean> {
  const v1 = attribute(signer, ATTRIBUTE.signingCertificate);
  const v2 = attribute(signer, ATTRIBUTE.signingCertificateV2);
  const value = v2 ?? v1;
  if (value === null) return false;
  // SigningCertificate > certs > ESSCertID: an optional algorithm (version 2 only, SHA-256 when absent), then the hash.
  const certs = readTlv(readTlv(new Uint8Array(value))!.content);
  const fields = readTlv(certs!.content)!.content;
  const first = readTlv(fields)!;
  const algorithm = first.tag === SEQUENCE ? hashOfDigest(oidOf(first.content)) : v2 === null ? 'SHA-1' : 'SHA-256';
  const hash = first.tag === SEQUENCE ? readTlv(fields, first.end)! : first;
  if (algorithm === null) return false;
  return sameBytes(hash.content, new Uint8Array(await globalThis.crypto.subtle.digest(algorithm, from.der.slice())));
}

function oidOf(fields: Uint8Array): string {
  return AsnConvert.parse(tlv(SEQUENCE, fields), AlgorithmIdentifier).algorithm;
}

/** The one value of a signed attribute that is there once; null otherwise. */
function attribute({ signedAttrs }: SignerInfo, type: string): ArrayBuffer | null {
  const found = (signedAttrs ?? []).filter(one => one.attrType === type);
  return found.length === 1 && found[0]!.attrValues.length === 1 ? found[0]!.attrValues[0]! : null;
}
