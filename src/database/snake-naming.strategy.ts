import { DefaultNamingStrategy, type Table } from 'typeorm';

/** `intervieweeIdentifier` becomes `interviewee_identifier`. */
export function toSnakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/**
 * Names columns and constraints after what they hold, so that entities state a name only where it differs, and
 * database errors name a readable constraint instead of TypeORM's hashes.
 */
export class SnakeNamingStrategy extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string, embeddedPrefixes: string[]): string {
    return customName || toSnakeCase([...embeddedPrefixes, propertyName].join('_'));
  }

  override joinColumnName(relationName: string, referencedColumnName: string): string {
    return toSnakeCase(`${relationName}_${referencedColumnName}`);
  }

  override primaryKeyName(table: Table | string): string {
    return this.name(table, [], 'pkey');
  }

  /** `<table>_<relation>_fkey`. */
  override foreignKeyName(table: Table | string, columnNames: string[]): string {
    return this.name(table, columnNames.map(withoutId), 'fkey');
  }

  override uniqueConstraintName(table: Table | string, columnNames: string[]): string {
    return this.name(table, columnNames.map(withoutId), 'key');
  }

  override indexName(table: Table | string, columnNames: string[]): string {
    return this.name(table, columnNames.map(withoutId), 'idx');
  }

  /** Named after the columns that the expression quotes. */
  override checkConstraintName(table: Table | string, expression: string): string {
    const columns = [...expression.matchAll(/"(\w+)"/g)].map(([, column = '']) => column);
    return this.name(table, [...new Set(columns)], 'check');
  }

  private name(table: Table | string, columnNames: string[], suffix: string): string {
    return [this.getTableName(table), ...columnNames, suffix].join('_');
  }
}

function withoutId(columnName: string): string {
  return columnName.replace(/_id$/, '');
}
