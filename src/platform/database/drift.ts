// Whether the entities and the migrated tables still agree. TypeORM's own schema comparison also wants to drop every
// constraint, index and default that it does not know of; ours compares what breaks at run time: tables, columns,
// types, nullability and primary keys.
import type { ColumnType, DataSource, EntityMetadata } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';

interface Shape {
  type: string;
  nullable: boolean;
  primary: boolean;
}

interface CatalogueRow extends Shape {
  table: string;
  column: string;
  /** The database makes the value itself, so that an entity need not know the column. */
  generated: boolean;
}

/** One sentence a difference; empty when there is none. `source` is initialised with every entity. */
export async function findDrift(source: DataSource): Promise<string[]> {
  const actual = await catalogue(source);
  return source.entityMetadatas.flatMap(entity => {
    const columns = actual.get(entity.tableName);
    return columns ? compareTable(source, entity, columns) : [`${entity.tableName}: no such table`];
  });
}

/** Tables without an entity: written by plain SQL on purpose, or forgotten. */
export async function tablesWithoutEntity(source: DataSource): Promise<string[]> {
  const known = new Set(source.entityMetadatas.map(entity => entity.tableName));
  return [...(await catalogue(source)).keys()].filter(table => !known.has(table)).sort();
}

async function catalogue(source: DataSource): Promise<Map<string, Map<string, CatalogueRow>>> {
  const rows: CatalogueRow[] = await source.query(`
    SELECT c.relname AS table, a.attname AS column, format_type(a.atttypid, a.atttypmod) AS type,
           NOT a.attnotnull AS nullable, a.attgenerated <> '' OR a.attidentity <> '' AS generated,
           coalesce(a.attnum = ANY (p.conkey), false) AS primary
    FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_constraint p ON p.conrelid = c.oid AND p.contype = 'p'
    WHERE c.relkind IN ('r', 'p', 'v') AND c.relnamespace = 'public'::regnamespace AND NOT c.relispartition`);
  const tables = new Map<string, Map<string, CatalogueRow>>();
  for (const row of rows) {
    const columns = tables.get(row.table) ?? new Map<string, CatalogueRow>();
    tables.set(row.table, columns.set(row.column, row));
  }
  return tables;
}

function compareTable(source: DataSource, entity: EntityMetadata, actual: Map<string, CatalogueRow>): string[] {
  const differences: string[] = [];
  for (const column of entity.columns) {
    const name = `${entity.tableName}.${column.databaseName}`;
    const found = actual.get(column.databaseName);
    if (!found) differences.push(`${name}: in the entity, not in the table`);
    else differences.push(...compareColumn(name, expected(source, column, entity), found));
  }
  const known = new Set(entity.columns.map(column => column.databaseName));
  for (const row of actual.values()) {
    if (!known.has(row.column) && !row.generated) {
      differences.push(`${entity.tableName}.${row.column}: in the table, not in the entity`);
    }
  }
  return differences;
}

function expected(source: DataSource, column: ColumnMetadata, entity: EntityMetadata): Shape {
  const type = source.driver.normalizeType(column as { type: ColumnType });
  const length = source.driver.getColumnLength(column);
  const size = length !== '' ? `(${length})` : '';
  // A view has neither keys nor NOT NULL of its own.
  const view = entity.tableType === 'view';
  return {
    type: `${type}${size}${column.isArray ? '[]' : ''}`,
    nullable: view || column.isNullable,
    primary: !view && column.isPrimary,
  };
}

function compareColumn(name: string, wanted: Shape, found: Shape): string[] {
  return (['type', 'nullable', 'primary'] as const)
    .filter(key => wanted[key] !== found[key])
    .map(key => `${name}: ${key} is ${wanted[key]} in the entity, ${found[key]} in the table`);
}
