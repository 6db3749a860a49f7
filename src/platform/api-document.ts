// The OpenAPI 3.1 document. Nest's generator still writes 3.0 idioms; they are translated here, once.
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { declaredRefusals } from '../domain/errors';
import { STATUS } from './problem.filter';

const DESCRIPTION = `试点容错备案登记系统的接口。错误一律为 RFC 9457 problem+json，\`code\` 稳定不变，\`detail\` 含中英文，\`fields\` 指明字段。
改动一律须带 \`If-Match\`（缺失 428，过期 412）；新建可带 \`Idempotency-Key\`。金额单位为分；日期为北京时间的日；时刻为 UTC。

The API of the registry. Errors are RFC 9457 problem+json with a stable \`code\`, both languages in \`detail\`, and the offending \`fields\`.
Every change needs \`If-Match\` (428 absent, 412 stale); creating POSTs take an \`Idempotency-Key\`. Money in fen, days in Asia/Shanghai, instants in UTC.`;

export function apiDocument(app: INestApplication): OpenAPIObject {
  const options = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Pilot Harbor 试点容错备案')
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addBearerAuth()
    .build();
  const document = SwaggerModule.createDocument(app, options, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}.${method}`,
  });
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: problemSchema() },
  };
  for (const path of Object.values(document.paths)) {
    for (const operation of Object.values(path as Record<string, Operation>)) {
      if (!operation.responses) continue;
      operation.responses.default = problemResponse;
      // What needs no token says so; silence would leave it open to guessing.
      operation.security ??= [];
    }
  }
  return modernise(document) as OpenAPIObject;
}

interface Operation {
  responses?: Record<string, unknown>;
  security?: unknown[];
}

const problemResponse = {
  description: '未受理及其原因 / refused, and why',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

function problemSchema() {
  const words = {
    type: 'object',
    properties: { zh: { type: 'string' }, en: { type: 'string' } },
    required: ['zh', 'en'],
  };
  const codes = declaredRefusals().map(({ code, entry }) => `- \`${code}\` (${STATUS[entry.kind]}) ${entry.en}`);
  return {
    type: 'object',
    description: `稳定错误码 / stable codes:\n${codes.join('\n')}`,
    required: ['type', 'title', 'status', 'code', 'detail', 'instance'],
    properties: {
      type: { type: 'string', example: 'urn:pilot-harbor:problem:version.stale' },
      title: { type: 'string' },
      status: { type: 'integer', example: 412 },
      code: { type: 'string', example: 'version.stale' },
      detail: words,
      instance: { type: 'string', example: '/api/pilots' },
      fields: {
        type: 'array',
        items: { ...words, properties: { field: { type: 'string', example: 'period.to' }, ...words.properties } },
      },
    },
  };
}

/** 3.0's `nullable: true` becomes a type list, a lone `example` of a schema a list of examples. */
function modernise(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(modernise);
  if (node === null || typeof node !== 'object') return node;
  const entries = Object.entries(node).map(([key, value]) => [key, modernise(value)] as const);
  const { nullable, ...rest } = Object.fromEntries(entries) as Record<string, unknown>;
  if (nullable !== true) return typeof nullable === 'object' ? { ...rest, nullable } : rest;
  // A reference beside a type list would have to be both, which null never is: clients would take it for never null.
  const refers = Array.isArray(rest.allOf);
  if (typeof rest.type === 'string' && !refers) return { ...rest, type: [rest.type, 'null'], ...nullableEnum(rest) };
  const { description, example, ...schema } = rest;
  if (refers) delete schema.type;
  return { description, ...(example !== undefined && { example }), anyOf: [schema, { type: 'null' }] };
}

function nullableEnum(schema: Record<string, unknown>): { enum?: unknown[] } {
  return Array.isArray(schema.enum) ? { enum: [...(schema.enum as unknown[]), null] } : {};
}
