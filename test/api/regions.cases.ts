// Names of places, for whoever is logged in.
import { PERMISSIONS, ROLES } from '../../src/domain/permission';
import { COUNTY, openWorld, type World } from '../setup/world';
import { refused } from './identity-app';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const children = async (under: string) => (await world.as('land').get(`/regions?under=${under}`).expect(200)).body;

it('lists the provinces when nothing is asked for, and for the nation', async () => {
  const { body } = await world.as('sponsor').get('/regions').expect(200);
  expect(body).toHaveLength(31);
  expect(body).toContainEqual({ code: '510000', name: '四川省', level: 'province' });
  expect(await children('000000')).toEqual(body);
});

it.each([
  ['510000', '513200', 'city'],
  ['51', '513200', 'city'],
  ['513200', '513221', 'county'],
  ['513221', '513221106', 'township'],
])('lists below %s one level: %s, a %s', async (under, code, level) => {
  const body: { code: string; level: string; name: string }[] = await children(under);
  expect(body.map(region => region.code)).toContain(code);
  expect(new Set(body.map(region => region.level))).toEqual(new Set([level]));
  expect(body.every(region => Object.keys(region).join() === 'code,name,level')).toBe(true);
  const codes = body.map(region => region.code);
  expect(codes).toEqual([...codes].sort());
  expect(new Set(codes).size).toBe(codes.length);
});

it('has nothing below a township', async () => {
  expect(await children('513221106')).toEqual([]);
});

it('names a region and all above it, from the province down', async () => {
  const { body } = await world.as('leader').get('/regions/513221106').expect(200);
  expect(body).toEqual({
    code: '513221106',
    name: expect.stringContaining('漩口'),
    level: 'township',
    ancestors: [
      { code: '510000', name: '四川省', level: 'province' },
      { code: '513200', name: expect.stringContaining('阿坝'), level: 'city' },
      { code: COUNTY, name: '汶川县', level: 'county' },
    ],
  });
});

it.each([
  ['/regions/999999', 404, 'region.absent'],
  ['/regions/000000', 404, 'region.absent'],
  ['/regions?under=999999', 404, 'region.absent'],
  ['/regions/abc', 400, 'region.code-invalid'],
  ['/regions?under=12345', 400, 'region.code-invalid'],
  ['/regions?below=51', 400, 'request.invalid'],
])('%s is answered %i %s', async (path, status, code) => {
  refused(await world.as('auditor').get(path), status, code);
});

it('is open to every role, and to nobody who is not logged in', async () => {
  expect(PERMISSIONS['region.read']).toEqual(ROLES);
  const { default: request } = await import('supertest');
  refused(await request(world.app.getHttpServer()).get('/api/regions'), 401, 'access.token-missing');
});
