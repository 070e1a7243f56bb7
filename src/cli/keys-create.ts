import 'reflect-metadata';
import { Command, InvalidArgumentError, Option } from 'commander';
import { type Scope, SCOPES } from '../users/api-key';
import { email, text } from './option-values';
import { runCommand } from './run-command';
import { withUsers } from './with-users';

interface Options {
  email: string;
  name: string;
  project: string;
  scope: Scope[];
  label: string;
}

const scope = (value: string, earlier: Scope[] = []): Scope[] => {
  const known = SCOPES.find((candidate) => candidate === value);
  if (!known) throw new InvalidArgumentError(`Must be one of: ${SCOPES.join(', ')}.`);
  return [...earlier, known];
};

/**
 * Creates a key, and the user, project and membership where they are missing. Prints one line of JSON; a second line, on
 * stderr, says which of them are new, since a misspelt name makes a new one.
 */
async function createKey(options: Options): Promise<void> {
  const created = await withUsers((users) => users.createKey({ ...options, scopes: options.scope }));
  const { key, userId, projectId, isNew } = created;
  const told = Object.entries(isNew).map(([row, wasMade]) => `${row} ${wasMade ? 'created' : 'found'}`);
  process.stderr.write(`${told.join(', ')}\n`);
  process.stdout.write(`${JSON.stringify({ key, user_id: userId, project_id: projectId })}\n`);
}

const command = new Command('keys:create')
  .description('Creates a personal API key. The key is shown once and is not stored.')
  .requiredOption('--email <address>', 'mail address of the owner of the key', email)
  .requiredOption('--name <name>', 'full name of the owner, used when the user is new', text)
  .requiredOption('--project <name>', 'project that the key gives access to; created when it is new', text)
  .addOption(
    new Option('--scope <scope>', `${SCOPES.join(', ')}; may be repeated`)
      .argParser(scope)
      .makeOptionMandatory(),
  )
  .option('--label <label>', 'purpose of the key', text, 'created on the command line');

runCommand(async () => {
  command.parse();
  await createKey(command.opts<Options>());
});
