// Field decorators: one word a field says its rule, its example and its message in both languages, for validation and
// for the API document alike.
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  Validate,
  ValidateIf,
  ValidateNested,
  ValidatorConstraint,
  type ValidatorConstraintInterface,
} from 'class-validator';
import { isDay } from '../domain/period';

interface Common {
  zh: string;
  example?: unknown;
  optional?: boolean;
  /** May be null: the value is known to be missing. */
  nullable?: boolean;
}

/** Chinese before the bar, English after it; problem fields are split there. */
const say = (zh: string, en: string) => ({ message: `${zh}|${en}` });

function field(common: Common, api: ApiPropertyOptions, rules: PropertyDecorator[]): PropertyDecorator {
  const { zh, example, optional, nullable } = common;
  const documented = { description: zh, example, required: !optional, nullable, ...api } as ApiPropertyOptions;
  return applyDecorators(ApiProperty(documented), ...absence(common), ...rules);
}

/** class-validator's IsOptional also lets null pass; here null passes only where the field says so. */
function absence({ optional, nullable }: Common): PropertyDecorator[] {
  if (!optional && !nullable) return [];
  return [
    ValidateIf(
      (_, value: unknown) => !(value === undefined && optional === true) && !(value === null && nullable === true),
    ),
  ];
}

export function TextField(options: Common & { min?: number; max: number; pattern?: RegExp }): PropertyDecorator {
  const { min = 1, max, pattern } = options;
  const rules = [
    IsString(say('应为文字', 'must be text')),
    MinLength(min, say(`至少 ${min} 个字`, `needs at least ${min} characters`)),
    MaxLength(max, say(`不超过 ${max} 个字`, `must not exceed ${max} characters`)),
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value)),
  ];
  if (pattern) rules.push(Matches(pattern, say(`格式应为 ${pattern.source}`, `must match ${pattern.source}`)));
  return field(options, { type: String, minLength: min, maxLength: max, pattern: pattern?.source }, rules);
}

export function ChoiceField(options: Common & { of: readonly string[] }): PropertyDecorator {
  const list = options.of.join(', ');
  const rule = IsIn(options.of, say(`应为下列之一：${list}`, `must be one of: ${list}`));
  return field(options, { enum: [...options.of] }, [rule]);
}

@ValidatorConstraint({ name: 'day' })
class ExistingDay implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return isDay(value);
  }

  defaultMessage(): string {
    return '应为存在的日期 YYYY-MM-DD（北京时间）|must be an existing day, YYYY-MM-DD (Asia/Shanghai)';
  }
}

export function DayField(options: Common): PropertyDecorator {
  return field({ example: '2026-03-02', ...options }, { type: String, format: 'date' }, [Validate(ExistingDay)]);
}

/** Money in fen. */
export function FenField(options: Common): PropertyDecorator {
  const rules = [
    IsInt(say('应为以分为单位的整数', 'must be an integer number of fen')),
    Min(0, say('不能为负', 'must not be negative')),
    Max(Number.MAX_SAFE_INTEGER, say('数额过大', 'is too large')),
  ];
  return field({ example: 5_000_000, ...options }, { type: 'integer', format: 'int64', minimum: 0 }, rules);
}

export function CountField(options: Common & { min?: number; max: number }): PropertyDecorator {
  const { min = 0, max } = options;
  const range = say(`应为 ${min} 至 ${max} 的整数`, `must be an integer from ${min} to ${max}`);
  const rules = [Type(() => Number), IsInt(range), Min(min, range), Max(max, range)];
  return field(options, { type: 'integer', minimum: min, maximum: max }, rules);
}

export function FlagField(options: Common): PropertyDecorator {
  return field({ example: true, ...options }, { type: Boolean }, [
    IsBoolean(say('应为 true 或 false', 'must be true or false')),
  ]);
}

export function IdField(options: Common): PropertyDecorator {
  const example = '0190a5d2-7c1e-7b3a-9f10-2d4c5e6f7a8b';
  return field({ example, ...options }, { type: String, format: 'uuid' }, [
    IsUUID(undefined, say('应为编号（UUID）', 'must be an id (UUID)')),
  ]);
}

interface ListLimits {
  min?: number;
  max?: number;
}

function listRules({ min = 0, max = 100 }: ListLimits): PropertyDecorator[] {
  return [
    IsArray(say('应为列表', 'must be a list')),
    ArrayMinSize(min, say(`至少 ${min} 项`, `needs at least ${min} items`)),
    ArrayMaxSize(max, say(`不超过 ${max} 项`, `must not exceed ${max} items`)),
  ];
}

/** A list of short texts; `of` closes it to a list of codes. */
export function TextsField(
  options: Common & ListLimits & { length?: number; pattern?: RegExp; of?: readonly string[] },
) {
  const { length = 200, pattern, of } = options;
  const each = { each: true };
  const rules = [
    ...listRules(options),
    IsString({ ...say('每项应为文字', 'every item must be text'), ...each }),
    MinLength(1, { ...say('每项不能为空', 'no item may be empty'), ...each }),
    MaxLength(length, { ...say(`每项不超过 ${length} 字`, `no item may exceed ${length} characters`), ...each }),
  ];
  if (pattern)
    rules.push(
      Matches(pattern, {
        ...say(`每项格式应为 ${pattern.source}`, `every item must match ${pattern.source}`),
        ...each,
      }),
    );
  if (of)
    rules.push(
      IsIn(of, { ...say(`每项应为：${of.join(', ')}`, `every item must be one of: ${of.join(', ')}`), ...each }),
    );
  return field(options, { type: [String] }, rules);
}

export function IdsField(options: Common & ListLimits): PropertyDecorator {
  const rule = IsUUID(undefined, { ...say('每项应为编号（UUID）', 'every item must be an id (UUID)'), each: true });
  return field(options, { type: [String], format: 'uuid' }, [...listRules(options), rule]);
}

type ClassOf = new () => object;

export function PartField(options: Common & { type: () => ClassOf }): PropertyDecorator {
  // ValidateNested alone lets a missing part pass; where it may be missing, `absence` has answered before.
  const rules = [
    IsObject(say('必填', 'is required')),
    ValidateNested(say('内容有误', 'is not valid')),
    Type(options.type),
  ];
  return field(options, { type: options.type }, rules);
}

export function PartsField(options: Common & ListLimits & { type: () => ClassOf }): PropertyDecorator {
  const rules = [
    ...listRules(options),
    ValidateNested({ ...say('内容有误', 'is not valid'), each: true }),
    Type(options.type),
  ];
  return field(options, { type: options.type, isArray: true }, rules);
}
