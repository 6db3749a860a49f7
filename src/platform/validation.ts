import { ValidationPipe, type ArgumentMetadata, type ValidationError } from '@nestjs/common';
import type { FieldFault } from '../domain/errors';
import { requestRefusal } from './problem.filter';

/** Hands on plain data: below the controllers there are values, and class instances have no canonical form. */
class PlainValidationPipe extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const checked: unknown = await super.transform(value, metadata);
    return metadata.type === 'body' || metadata.type === 'query' ? plain(checked) : checked;
  }
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  const kept = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(kept.map(([name, member]) => [name, plain(member)]));
}

/** Refuses unknown fields and names every offending one, in both languages. */
export function validationPipe(): ValidationPipe {
  return new PlainValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    exceptionFactory: errors =>
      requestRefusal('request.invalid', { fields: errors.flatMap(error => faults(error, '')) }),
  });
}

function faults(error: ValidationError, above: string): FieldFault[] {
  const field = /^\d+$/.test(error.property) ? `${above}[${error.property}]` : join(above, error.property);
  const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => fault(field, rule, message));
  return [...own, ...(error.children ?? []).flatMap(child => faults(child, field))];
}

const join = (above: string, name: string) => (above === '' ? name : `${above}.${name}`);

function fault(field: string, rule: string, message: string): FieldFault {
  if (rule === 'whitelistValidation') return { field, zh: '不认识的字段', en: 'is not a known field' };
  const [zh, en] = message.split('|');
  return { field, zh: zh!, en: en ?? zh! };
}
