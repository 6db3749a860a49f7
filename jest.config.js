// Four floors of tests. `db`, `api` and `console` share one embedded PostgreSQL, started once by globalSetup; every spec
// file clones a migrated template database of its own. `console` adds one Chromium for all its files.
const transform = { '^.+\\.ts$': ['@swc/jest'] };
// What a spec file looks up as a global goes through node:vm, tens of times slower than a variable; handed to every module
// as an argument instead, the loops of the PDF printer and of the checker run as fast as in production. Only names that no
// package declares again, and none that fake timers replace.
const sandboxInjectedGlobals = [
  'Array',
  'Error',
  'JSON',
  'Math',
  'Number',
  'Object',
  'Promise',
  'String',
  'Uint8Array',
];
const floor = (name, extra = {}) => ({
  displayName: name,
  rootDir: __dirname,
  testMatch: [`<rootDir>/test/${name}/**/*.spec.ts`],
  testEnvironment: 'node',
  sandboxInjectedGlobals,
  transform,
  ...extra,
});
const withDatabase = {
  globalSetup: '<rootDir>/test/setup/global.mjs',
  globalTeardown: '<rootDir>/test/setup/teardown.mjs',
};

module.exports = {
  // A machine that does other work too must not fail a test; none of them takes a quarter of this on an idle one.
  testTimeout: 60_000,
  // Both cores: jest's own default leaves one idle.
  maxWorkers: '100%',
  // Without timings of an earlier run jest goes by file size, and the longest files here are short lists of cases.
  testSequencer: '<rootDir>/test/setup/sequencer.mjs',
  projects: [
    floor('domain', { testMatch: ['<rootDir>/test/domain/**/*.spec.ts', '<rootDir>/test/architecture.spec.ts'] }),
    floor('db', withDatabase),
    floor('api', withDatabase),
    floor('console', {
      globalSetup: '<rootDir>/test/setup/browser.mjs',
      globalTeardown: '<rootDir>/test/setup/browser-teardown.mjs',
    }),
  ],
};
