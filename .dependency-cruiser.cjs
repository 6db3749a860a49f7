// The floors of docs/architecture.md, executable. What a path rule cannot say stands in test/architecture.spec.ts.
const rooms = ['rulebooks', 'files', 'pilots', 'pledges', 'approvals', 'exemptions', 'flaws'];

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
    { name: 'no-orphans', severity: 'error', from: { orphan: true, pathNot: '^src/(main|cli)\\.ts$' }, to: {} },
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
        path: `^src/(${rooms.join('|')}|identity)/`,
        pathNot: ['^src/$1/', '\\.(service|entity|module)\\.ts$'],
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
