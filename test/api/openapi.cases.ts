// The API document: valid words for every route, and the committed copy still true.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenAPIObject } from '@nestjs/swagger';
import { apiDocument } from '../../src/platform/api-document';
import { openWorld, type World } from '../setup/world';

const COMMITTED = join(__dirname, '../../docs/openapi.json');

let world: World;
let document: OpenAPIObject;
beforeAll(async () => {
  world = await openWorld();
  document = apiDocument(world.app);
});
afterAll(() => world.close());

interface Operation {
  summary?: string;
  tags?: string[];
  security?: unknown[];
  responses: Record<string, unknown>;
}

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, Operation>).map(([method, operation]) => ({
      name: `${method} ${path}`,
      operation,
    })),
  );

it('is OpenAPI 3.1 and describes a registry, not a stub', () => {
  expect(document.openapi).toMatch(/^3\.1\./);
  expect(operations().length).toBeGreaterThan(70);
});

it('says of every route what it does, in both languages, in which room, and what it answers', () => {
  const bare = operations().filter(
    ({ operation }) => !/\S+ \/ \S+/.test(operation.summary ?? '') || !operation.tags?.length,
  );
  expect(bare.map(({ name }) => name)).toEqual([]);
  const silent = operations().filter(
    ({ operation }) => !Object.keys(operation.responses).some(status => /^2/.test(status)),
  );
  expect(silent.map(({ name }) => name)).toEqual([]);
});

it('gives an example for every required field of every request', () => {
  const schemas = document.components?.schemas as Record<
    string,
    { required?: string[]; properties?: Record<string, { example?: unknown; $ref?: string }> }
  >;
  const requested = Object.keys(schemas).filter(name => /(Body|Query|Create\w+|Changes|Part)$/.test(name));
  expect(requested.length).toBeGreaterThan(20);
  const without = requested.flatMap(name =>
    Object.entries(schemas[name]!.properties ?? {})
      .filter(
        ([field, schema]) =>
          schemas[name]!.required?.includes(field) &&
          !JSON.stringify(schema).includes('$ref') &&
          schema.example === undefined &&
          !('enum' in schema) &&
          !('examples' in schema),
      )
      .map(([field]) => `${name}.${field}`),
  );
  expect(without).toEqual([]);
});

it('speaks no idiom of 3.0', () => {
  expect(JSON.stringify(document)).not.toContain('"nullable":true');
});

it('equals docs/openapi.json; after a change of the API run `npm run openapi`', () => {
  expect(JSON.parse(readFileSync(COMMITTED, 'utf8'))).toEqual(JSON.parse(JSON.stringify(document)));
});
