// A time-stamp authority run by the `openssl` program in a folder of its own: root, intermediate and signing certificate.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CONFIG = `
[req]
distinguished_name = dn
prompt = no
[dn]
CN = unused
[root]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign,cRLSign
[middle]
basicConstraints = critical,CA:true,pathlen:0
keyUsage = critical,keyCertSign
[stamper]
basicConstraints = CA:false
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[server]
basicConstraints = CA:false
extendedKeyUsage = critical,serverAuth
[tsa]
default_tsa = tsa1
[tsa1]
serial = ./serial
crypto_device = builtin
default_policy = 1.2.3.4.1
digests = sha256,sha384,sha512
signer_digest = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
clock_precision_digits = 0
ordering = no
tsa_name = no
ess_cert_id_chain = no
`;

export interface Authority {
  folder: string;
  /** PEM of root.pem, middle.pem, tsa.pem, other.pem (a root that signed nothing) */
  pem(name: 'root' | 'middle' | 'tsa' | 'other'): string;
  /** DER of the whole response to a DER request */
  respond(request: Uint8Array, signer?: 'tsa' | 'server'): Uint8Array;
  openssl(...args: string[]): { status: number | null; stdout: Buffer; stderr: string };
  close(): void;
}

/** `algorithm` as openssl's genpkey takes it: `RSA`, or `EC` on P-256. Throws with openssl's words when it fails. */
export function openAuthority(algorithm: 'RSA' | 'EC' = 'EC'): Authority {
  const folder = mkdtempSync(join(tmpdir(), 'authority-'));
  const openssl: Authority['openssl'] = (...args) => {
    const { status, stdout, stderr, error } = spawnSync('openssl', args, { cwd: folder });
    if (error) throw new Error(`openssl is needed for this test and cannot be run: ${error.message}`);
    return { status, stdout, stderr: stderr.toString() };
  };
  const must = (...args: string[]) => {
    const done = openssl(...args);
    if (done.status !== 0) throw new Error(`openssl ${args.join(' ')}: ${done.stderr}`);
    return done.stdout;
  };
  const options = algorithm === 'EC' ? ['-pkeyopt', 'ec_paramgen_curve:P-256'] : ['-pkeyopt', 'rsa_keygen_bits:2048'];
  const certify = (name: string, extensions: string, issuer: string | null) => {
    must('genpkey', '-algorithm', algorithm, ...options, '-out', `${name}.key`);
    const subject = ['-subj', `/O=Harbor Test/CN=Test ${name}`];
    must('req', '-new', '-config', 'tsa.cnf', '-key', `${name}.key`, ...subject, '-out', `${name}.csr`);
    const by = issuer === null ? ['-signkey', `${name}.key`] : ['-CA', `${issuer}.pem`, '-CAkey', `${issuer}.key`];
    const serial = issuer === null ? [] : ['-CAcreateserial'];
    const form = ['-days', '3650', '-extfile', 'tsa.cnf', '-extensions', extensions, '-out', `${name}.pem`];
    must('x509', '-req', '-in', `${name}.csr`, ...by, ...serial, ...form);
  };
  writeFileSync(join(folder, 'tsa.cnf'), CONFIG);
  writeFileSync(join(folder, 'serial'), '01\n');
  certify('root', 'root', null);
  certify('middle', 'middle', 'root');
  certify('tsa', 'stamper', 'middle');
  // Those few tests need are made when asked for: a key of RSA takes half a second.
  const rare = { other: () => certify('other', 'root', null), server: () => certify('server', 'server', 'middle') };
  const made = new Set<string>();
  const onDemand = (name: string) => {
    if ((name !== 'other' && name !== 'server') || made.has(name)) return;
    rare[name]();
    made.add(name);
  };
  return {
    folder,
    openssl,
    pem: name => {
      onDemand(name);
      return readFileSync(join(folder, `${name}.pem`), 'utf8');
    },
    respond: (request, signer = 'tsa') => {
      onDemand(signer);
      writeFileSync(join(folder, 'request.tsq'), request);
      const by = ['-signer', `${signer}.pem`, '-inkey', `${signer}.key`, '-chain', 'middle.pem'];
      const files = ['-config', 'tsa.cnf', '-queryfile', 'request.tsq', '-out', 'response.tsr'];
      must('ts', '-reply', ...files, ...by);
      return new Uint8Array(readFileSync(join(folder, 'response.tsr')));
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
