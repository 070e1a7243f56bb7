import type { ClientBase } from 'pg';

/**
 * Settings of a session that change results, end statements, or cost more than they save. Administrators change them for a server, a database or a
 * role; Parley is written for these values.
 */
const SETTINGS: Readonly<Record<string, string>> = {
  array_nulls: 'on',
  bytea_output: 'hex',
  datestyle: 'ISO, MDY',
  default_transaction_deferrable: 'off',
  default_transaction_isolation: 'read committed',
  default_transaction_read_only: 'off',
  extra_float_digits: '1',
  idle_in_transaction_session_timeout: '0',
  idle_session_timeout: '0',
  intervalstyle: 'postgres',
  // Compiling a statement takes seconds where the planner expects many rows; running it takes less.
  jit: 'off',
  lock_timeout: '0',
  search_path: 'public',
  standard_conforming_strings: 'on',
  statement_timeout: '0',
  timezone: 'UTC',
  transaction_timeout: '0',
  transform_null_equals: 'off',
};

const VALUES = Object.entries(SETTINGS).map(([name, value]) => `('${name}', '${value}')`);

// A short timeout of the role must not end the statement that lifts it. The join leaves out settings that this version
// of PostgreSQL does not have.
const APPLY = `
  SET statement_timeout = 0;
  SELECT set_config(setting.name, wanted.value, false)
  FROM (VALUES ${VALUES.join(', ')}) AS wanted (name, value)
  JOIN pg_settings setting ON lower(setting.name) = wanted.name`;

/**
 * Applies the settings to a new connection. Statements, not the startup parameter `options`, because connection poolers
 * refuse that.
 */
export async function applySessionSettings(client: ClientBase): Promise<void> {
  await client.query(APPLY);
}
