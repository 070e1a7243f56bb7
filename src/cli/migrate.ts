import 'reflect-metadata';
import { migrate } from '../database/migrate';
import { runCommand, withDatabase } from './run-command';

/** Runs the pending migrations of the configured database. */
runCommand(async () => {
  const ran = await withDatabase(migrate);
  process.stdout.write(ran.length === 0 ? 'Nothing to migrate.\n' : `Ran ${ran.join(', ')}.\n`);
});
