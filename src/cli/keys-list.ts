import 'reflect-metadata';
import { Command } from 'commander';
import { runCommand } from './run-command';
import { withUsers } from './with-users';

/** Prints each API key as one line of JSON, oldest first. The keys themselves are not stored. */
runCommand(async () => {
  new Command('keys:list').description('Lists all API keys, one line of JSON each, oldest first.').parse();
  const keys = await withUsers((users) => users.listKeys());
  for (const key of keys) {
    const line = {
      id: key.id,
      mask: key.mask,
      label: key.label,
      email: key.user.email,
      user_id: key.userId,
      project_ids: key.projectIds,
      scopes: key.scopes,
      created_at: key.createdAt,
      last_used_at: key.lastUsedAt,
      revoked_at: key.revokedAt,
    };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  }
});
