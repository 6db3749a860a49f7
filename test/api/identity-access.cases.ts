import { Controller, Get, Post, RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { ModulesContainer } from '@nestjs/core';
import { PERMISSIONS } from '../../src/domain/permission';
import { Allow, PERMISSION, PUBLIC, Public } from '../../src/platform/access.decorator';
import { openWorld, type World } from '../setup/world';
import { openOffices, refused, type IdentityWorld, type Office } from './identity-app';

@Controller('undecorated')
@Allow('self.read')
class Undecorated {
  @Get()
  read() {
    return 'never';
  }
}

@Controller('open')
@Public()
class OpenByClass {
  @Get()
  read() {
    return 'never';
  }

  @Post()
  @Public()
  write() {
    return 'anybody';
  }
}

describe('the guard', () => {
  let world: IdentityWorld;
  let office: Office;
  beforeAll(async () => {
    ({ world, office } = await openOffices({ controllers: [Undecorated, OpenByClass] }));
  });
  afterAll(() => world.close());

  it('refuses a route that does not say who may call it, whatever its class says', async () => {
    for (const path of ['/undecorated', '/open']) {
      refused(await world.get(path, office.sysadmin.token), 403, 'access.undecorated');
      refused(await world.get(path), 403, 'access.undecorated');
    }
    await world.post('/open').expect(201);
  });

  it('names the permission that is missing', async () => {
    const problem = refused(await world.get('/accounts', (await sponsor()).token), 403, 'access.forbidden');
    expect(problem.detail.en).toContain('account.read');
  });

  const sponsor = () => world.openAccount(office, `sponsor-${Math.random().toString(36).slice(2, 10)}`, ['sponsor']);

  test.each(['', ' ', 'x'.repeat(256), 'schlüssel', 'two words'])('refuses the Idempotency-Key %j', async key => {
    const answer = await world
      .post('/organisations', {}, { token: office.sysadmin.token })
      .set('Idempotency-Key', Buffer.from(key).toString('latin1'));
    refused(answer, 400, 'request.idempotency-key-malformed');
  });

  it('tells two requests with one key apart by path and by body, in whatever order its fields come', async () => {
    const { id } = await sponsor();
    const { token } = office.secadmin;
    const grant = (body: object) => world.post(`/accounts/${id}/roles`, body, { token, key: 'k' });
    const first = (await grant({ role: 'leader', reason: '任职' }).expect(201)).body;
    expect((await grant({ reason: '任职', role: 'leader' }).expect(201)).body).toEqual(first);
    refused(await grant({ role: 'leader', reason: '另一理由' }), 422, 'idempotency.key-reused');
    const other = await world.post(`/accounts/${id}/roles/${first.id}/revoke`, { reason: '免职' }, { token, key: 'k' });
    refused(other, 422, 'idempotency.key-reused');
  });

  it('takes about as long for a name that nobody has', async () => {
    // In turns, and the fastest of each: what else the machine does meanwhile only ever makes a log-in slower.
    const fastest = { 'nobody-here': Infinity, [office.auditor.login]: Infinity };
    await world.login('warms-the-decoy-up', 'surely not the password');
    for (let n = 0; n < 4; n++) {
      for (const login of Object.keys(fastest)) {
        const start = performance.now();
        await world.login(login, 'surely not the password');
        fastest[login] = Math.min(fastest[login]!, performance.now() - start);
      }
    }
    const [unknown, known] = Object.values(fastest) as [number, number];
    expect(unknown / known).toBeGreaterThan(0.4);
  });
});

describe('the whole application', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  it('has no route without @Allow or @Public, and never both', () => {
    const routes = routesOf(world);
    expect(routes.length).toBeGreaterThan(30);
    expect(routes.filter(({ permission, open }) => (permission === undefined) === (open === undefined))).toEqual([]);
    const unknown = routes.filter(({ permission }) => permission !== undefined && !(permission in PERMISSIONS));
    expect(unknown).toEqual([]);
  });

  it('opens to the public only what must be', () => {
    const open = routesOf(world).filter(route => route.open);
    const expected = [
      'Health',
      'Metrics',
      'Login',
      'Setup',
      'Verification',
      'TilesController.',
      'ProofController.keys',
    ];
    const unexpected = open.filter(({ name }) => !expected.some(start => name.startsWith(start)));
    expect(unexpected.map(route => route.name)).toEqual([]);
  });
});

function routesOf(world: World) {
  const controllers = [...world.app.get(ModulesContainer).values()].flatMap(module => [...module.controllers.values()]);
  return controllers.flatMap(({ metatype }) => {
    const prototype = (metatype as { prototype: Record<string, object> }).prototype;
    return Object.getOwnPropertyNames(prototype)
      .filter(name => name !== 'constructor' && Reflect.hasMetadata(PATH_METADATA, prototype[name]!))
      .map(name => ({
        name: `${(metatype as { name: string }).name}.${name} ${RequestMethod[Reflect.getMetadata(METHOD_METADATA, prototype[name]!)]}`,
        permission: Reflect.getMetadata(PERMISSION, prototype[name]!) as string | undefined,
        open: Reflect.getMetadata(PUBLIC, prototype[name]!) as boolean | undefined,
      }));
  });
}
