// Three floors of tests (and, with the console, a fourth). `db` and `api` share one embedded PostgreSQL, started
// once by globalSetup; every spec file clones a migrated template database of its own.
const transform = { '^.+\\.ts$': ['@swc/jest'] };
const floor = (name, extra = {}) => ({
  displayName: name,
  rootDir: __dirname,
  testMatch: [`<rootDir>/test/${name}/**/*.spec.ts`],
  testEnvironment: 'node',
  transform,
  ...extra,
});
const withDatabase = {
  globalSetup: '<rootDir>/test/setup/global.mjs',
  globalTeardown: '<rootDir>/test/setup/teardown.mjs',
};

module.exports = {
  testTimeout: 30_000,
  // Both cores: jest's own default leaves one idle.
  maxWorkers: '100%',
  projects: [
    floor('domain', { testMatch: ['<rootDir>/test/domain/**/*.spec.ts', '<rootDir>/test/architecture.spec.ts'] }),
    floor('db', withDatabase),
    floor('api', withDatabase),
  ],
};
