// The floors of docs/architecture.md, executable. What a path rule cannot say stands in test/architecture.spec.ts.
const { readFileSync, readdirSync } = require('node:fs');
const { join } = require('node:path');

/** What the console asks of the domain: used, although nothing in src uses it. */
const consoleSources = readdirSync(join(__dirname, 'console/src'), { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile() && /\.tsx?$/.test(entry.name))
  .map(entry => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
const askedByConsole = [...consoleSources.join('\n').matchAll(/'@domain\/([\w/-]+)'/g)].map(([, path]) => path);

const rooms = [
  'erasures',
  'drafts',
  'rulebooks',
  'files',
  'pilots',
  'pledges',
  'approvals',
  'exemptions',
  'flaws',
  'claims',
  'inbox',
  'board',
];

const toTheRight = rooms.map((room, at) => ({
  name: `room-${room}-asks-only-to-its-left`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: `^src/(${rooms.slice(at + 1).join('|') || 'none'})/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: ['^src/(main|cli)\\.ts$', ...askedByConsole.map(path => `^src/domain/${path}\\.ts$`)],
      },
      to: {},
    },
    {
      name: 'domain-imports-only-domain',
      comment: 'Floor 0 decides; it knows no framework, no clock, no randomness.',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { pathNot: '^src/domain/' },
    },
    {
      name: 'platform-knows-no-room',
      severity: 'error',
      from: { path: '^src/platform/' },
      to: { path: '^src/', pathNot: '^src/(domain|platform)/' },
    },
    {
      name: 'ledger-knows-no-room',
      severity: 'error',
      from: { path: '^src/ledger/' },
      to: { path: '^src/', pathNot: '^src/(domain|platform|ledger)/' },
    },
    {
      name: 'proof-knows-no-room',
      comment: 'The offline verifier of time stamps is the one the server itself judges tokens with.',
      severity: 'error',
      from: { path: '^src/proof/' },
      to: { path: '^src/', pathNot: '^src/(domain|platform|ledger|proof|verifier)/' },
    },
    {
      name: 'ledger-knows-no-proof',
      severity: 'error',
      from: { path: '^src/(ledger|identity)/' },
      to: { path: '^src/proof/' },
    },
    {
      name: 'verifier-stands-alone',
      comment: 'It runs in a browser page and on a stranger’s machine: no server, no database.',
      severity: 'error',
      from: { path: '^src/verifier/' },
      to: { path: '^src/', pathNot: '^src/(domain|verifier)/' },
    },
    {
      name: 'witness-stands-alone',
      comment: "A second custodian runs on another's machine, without this registry.",
      severity: 'error',
      from: { path: '^src/witness/' },
      to: { path: '^src/', pathNot: '^src/(domain|platform|witness)/' },
    },
    {
      name: 'identity-knows-no-room',
      severity: 'error',
      from: { path: '^src/identity/' },
      to: { path: '^src/', pathNot: '^src/(domain|platform|ledger|identity)/' },
    },
    ...toTheRight,
    {
      name: 'rooms-share-only-services-and-entities',
      comment: "Nobody imports another room's controller or dto; the ledger's receipt is the one shared answer.",
      severity: 'error',
      from: { path: `^src/(${rooms.join('|')})/` },
      to: {
        path: `^src/(${rooms.join('|')}|identity|proof)/`,
        pathNot: ['^src/$1/', '\\.(service|entity|module)\\.ts$'],
      },
    },
    {
      name: 'fsck-is-rightmost',
      comment: 'It reads everything and is asked by nobody but the entries.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(fsck|cli)/|^src/app\\.module\\.ts$' },
      to: { path: '^src/fsck/' },
    },
    {
      name: 'fsck-borrows-only-rules',
      comment: 'Services, entities, and what a signed checkpoint must say: so that it judges by the same rules.',
      severity: 'error',
      from: { path: '^src/fsck/' },
      to: {
        path: `^src/(${rooms.join('|')}|identity|proof)/`,
        pathNot: ['\\.(service|entity|module)\\.ts$', '^src/proof/log-keys\\.ts$'],
      },
    },
    {
      name: 'rooms-do-not-know-the-entries',
      severity: 'error',
      from: { path: '^src/[a-z]+/', pathNot: '^src/cli/' },
      to: { path: '^src/(main|cli|serve|app\\.[a-z]+)\\.ts$|^src/cli/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.js'] },
  },
};
