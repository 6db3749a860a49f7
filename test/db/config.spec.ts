import { mkdtempSync, readFileSync, rmSync, statSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, readConfig } from '../../src/platform/config';

const folder = mkdtempSync(join(tmpdir(), 'pilot-harbor-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

const secret = 's'.repeat(32);
const VAR_DIR = join(folder, 'var');

describe('the configuration', () => {
  it('has defaults for everything but secrets, which it makes once', () => {
    const config = readConfig({ VAR_DIR });
    expect(config).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      varDir: VAR_DIR,
      databaseUrl: undefined,
      trustedProxies: 0,
      demo: false,
    });
    expect(config.jwtSecret).toMatch(/^[\w-]{43}$/);
    expect(statSync(join(VAR_DIR, 'secrets', 'jwt')).mode & 0o777).toBe(0o600);
    expect(readConfig({ VAR_DIR, PORT: ' ' })).toEqual(config);
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('writes no secret where one is given', () => {
    const config = readConfig({ VAR_DIR: join(folder, 'other'), JWT_SECRET: secret, PORT: '0', HOST: '0.0.0.0' });
    expect(config).toMatchObject({ jwtSecret: secret, port: 0, host: '0.0.0.0' });
    expect(existsSync(join(folder, 'other'))).toBe(false);
  });

  it('has another secret in another place', () => {
    const there = readConfig({ VAR_DIR: join(folder, 'there') });
    expect(there.jwtSecret).not.toBe(readFileSync(join(VAR_DIR, 'secrets', 'jwt'), 'utf8'));
  });

  const server = 'postgres://dba:x@db.example:5432/county';
  it.each([
    ['PORT', { PORT: '70000' }],
    ['PORT', { PORT: '-1' }],
    ['PORT', { PORT: '3000x' }],
    ['HOST', { HOST: 'not a host' }],
    ['JWT_SECRET', { JWT_SECRET: 'short' }],
    ['DATABASE_URL', { DATABASE_URL: 'county' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://dba:x@db.example/county' }],
    ['DATABASE_URL', { DATABASE_URL: 'postgres://dba:x@db.example' }],
    ['APP_DATABASE_URL', { DATABASE_URL: server, APP_DATABASE_URL: server }],
    ['APP_DATABASE_URL', { APP_DATABASE_URL: server.replace('dba', 'ph_app') }],
    ['AUDIT_DATABASE_URL', { DATABASE_URL: server, AUDIT_DATABASE_URL: server.replace('dba', 'ph_app') }],
  ])('refuses a wrong %s by name, in both languages: %j', (variable, environment) => {
    const read = () => readConfig({ VAR_DIR, JWT_SECRET: secret, ...environment });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(new RegExp(`^${variable}: .*\\p{Script=Han}.* / .*[a-z]`, 'u'));
  });

  it('names every wrong variable at once', () => {
    const read = () => readConfig({ VAR_DIR, PORT: 'x', JWT_SECRET: 'y', DATABASE_URL: 'z' });
    expect(read).toThrow(/DATABASE_URL[^]*PORT[^]*JWT_SECRET/);
  });

  it('keeps demo mode on the loopback address', () => {
    expect(readConfig({ VAR_DIR }, { demo: true }).demo).toBe(true);
    expect(() => readConfig({ VAR_DIR, HOST: '0.0.0.0' }, { demo: true })).toThrow(/HOST: .*loopback/);
  });
});
