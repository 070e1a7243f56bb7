import 'reflect-metadata';
import { Command, InvalidArgumentError } from 'commander';
import isUUID from 'validator/lib/isUUID';
import { runCommand } from './run-command';
import { withUsers } from './with-users';

const uuid = (value: string): string => {
  if (!isUUID(value)) throw new InvalidArgumentError('Must be an id that keys:list shows.');
  return value;
};

/** Revokes one API key. It is refused from the next request on. */
runCommand(async () => {
  const { id } = new Command('keys:revoke')
    .description('Revokes an API key. It is refused from the next request on, and cannot be restored.')
    .requiredOption('--id <id>', 'id of the key, as keys:list shows it', uuid)
    .parse()
    .opts<{ id: string }>();
  const { revokedAt } = await withUsers((users) => users.revokeKey(id));
  process.stdout.write(`${JSON.stringify({ id, revoked_at: revokedAt })}\n`);
});
