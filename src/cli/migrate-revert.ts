import 'reflect-metadata';
import { revertLastMigration } from '../database/migrate';
import { runCommand, withDatabase } from './run-command';

/** Reverts the newest migration of the configured database. */
runCommand(async () => {
  const reverted = await withDatabase(revertLastMigration);
  process.stdout.write(reverted === null ? 'Nothing to revert.\n' : `Reverted ${reverted}.\n`);
});
