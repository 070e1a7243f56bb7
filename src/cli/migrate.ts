import 'reflect-metadata';
import { migrate } from '../database/migrate';
import { runCommand } from './run-command';
import { withDatabase } from './with-database';

/** Brings the configured database up to date. */
runCommand(async () => {
  const ran = await withDatabase(migrate);
  process.stdout.write(ran.length === 0 ? 'Nothing to migrate.\n' : `Ran ${ran.join(', ')}.\n`);
});
