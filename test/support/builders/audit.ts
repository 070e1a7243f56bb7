import type { TestDatabase } from '../app/test-database';

/**
 * Changes rows of the audit trail, past the trigger that refuses it.
 * @param change SQL of an UPDATE after SET
 */
export async function changeAudit(
  database: TestDatabase,
  change: string,
  values: unknown[] = [],
): Promise<void> {
  await database.query(`ALTER TABLE audit_event DISABLE TRIGGER USER`);
  await database.query(`UPDATE audit_event SET ${change}`, values);
  await database.query(`ALTER TABLE audit_event ENABLE TRIGGER USER`);
}
