import 'reflect-metadata';
import { migrate } from '../database/migrate';
import { runCommand, withDatabase } from './with-database';

/** Brings the configured database up to date. */
runCommand(async () => {
  const ran = await withDatabase(migrate);
  process.stdout.write(ran.length === 0 ? 'Nothing to migrate.\n' : `Ran ${ran.join(', ')}.\n`);
});
