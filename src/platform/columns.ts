// Column decorators with the house's meanings, so that no entity spells out a transformer of its own.
import { Column, PrimaryColumn, type ColumnOptions } from 'typeorm';
import type { ValueTransformer } from 'typeorm';

// TypeORM hands timestamptz values to entities as Date; the house speaks RFC 3339 UTC strings with milliseconds.
const instant: ValueTransformer = {
  to: (value: unknown) => value,
  from: (value: Date | string | null) => (value === null || value === undefined ? null : new Date(value).toISOString()),
};

/** Six digits; the first part of every key, so that tables can be partitioned by county. */
export const CountyColumn = () => PrimaryColumn({ type: 'character', length: 6 });
export const IdColumn = () => PrimaryColumn('uuid');
export const VersionColumn = () => Column('integer', { default: 1 });
export const RefColumn = (options: ColumnOptions = {}) => Column('uuid', options);
export const TextColumn = (options: ColumnOptions = {}) => Column('text', options);
export const IntegerColumn = (options: ColumnOptions = {}) => Column('integer', options);
export const FlagColumn = (options: ColumnOptions = {}) => Column('boolean', options);
/** A local day, 'YYYY-MM-DD'. */
export const DayColumn = (options: ColumnOptions = {}) => Column({ ...options, type: 'date' });
/** An instant, RFC 3339 UTC with milliseconds. */
export const InstantColumn = (options: ColumnOptions = {}) =>
  Column({ ...options, type: 'timestamp with time zone', transformer: instant });
/** Money in fen; the pg type parser refuses what is no safe integer. */
export const FenColumn = (options: ColumnOptions = {}) => Column('bigint', options);
export const JsonColumn = (options: ColumnOptions = {}) => Column('jsonb', options);
export const TextsColumn = (options: ColumnOptions = {}) => Column({ ...options, type: 'text', array: true });
