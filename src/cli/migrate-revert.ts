import 'reflect-metadata';
import { revertLastMigration } from '../database/migrate';
import { runCommand } from './run-command';
import { withDatabase } from './with-database';

/** Takes the newest migration of the configured database back; one call, one migration. */
runCommand(async () => {
  const reverted = await withDatabase(revertLastMigration);
  process.stdout.write(reverted === null ? 'Nothing to revert.\n' : `Reverted ${reverted}.\n`);
});
