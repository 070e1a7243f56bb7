import { Check, Column, type ColumnOptions, PrimaryColumn } from 'typeorm';
import { toSnakeCase } from './snake-naming.strategy';

/** Primary key: a UUID version 7, made by the database so that sets of rows can be inserted without values from Node. */
export function IdColumn(): PropertyDecorator {
  return PrimaryColumn('uuid', { default: () => 'parley_uuid_v7()' });
}

/** When the row was inserted, by the clock of the database. */
export function CreatedAt(): PropertyDecorator {
  return Column('timestamptz', { default: () => 'now()' });
}

/**
 * A text column that takes only the listed values. The list is also the source of the TypeScript type; a CHECK
 * constraint enforces it, so a new value needs a migration that replaces the constraint.
 */
export function OneOfColumn(values: readonly string[], options: ColumnOptions = {}): PropertyDecorator {
  return (target, property) => {
    Column('text', options)(target, property);
    const list = values.map((value) => `'${value}'`).join(', ');
    Check(`"${toSnakeCase(String(property))}" IN (${list})`)(target, property);
  };
}
