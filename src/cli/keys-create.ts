import 'reflect-metadata';
import { Command, InvalidArgumentError, Option } from 'commander';
import { DataSource } from 'typeorm';
import isEmail from 'validator/lib/isEmail';
import { dataSourceOptions } from '../database/data-source-options';
import { migrate } from '../database/migrate';
import { TransactionRunner } from '../database/transaction-runner';
import { type Scope, SCOPES } from '../users/api-key';
import { DatabasePool } from '../database/database-pool';
import { PersonalApiKey } from '../users/personal-api-key.entity';
import { Project } from '../users/project.entity';
import { User } from '../users/user.entity';
import { UsersRepository } from '../users/users.repository';
import { UsersService } from '../users/users.service';
import { runCommand, withDatabase } from './run-command';

interface Options {
  email: string;
  name: string;
  project: string;
  scope: Scope[];
  label: string;
}

const text = (value: string): string => {
  if (value.trim() === '') throw new InvalidArgumentError('Must not be blank.');
  return value;
};
const email = (value: string): string => {
  if (!isEmail(value.trim())) throw new InvalidArgumentError('Must be an email address.');
  return value;
};
const scope = (value: string, earlier: Scope[] = []): Scope[] => {
  const known = SCOPES.find((candidate) => candidate === value);
  if (!known) throw new InvalidArgumentError(`Must be one of: ${SCOPES.join(', ')}.`);
  return [...earlier, known];
};

/** Creates a key, and the user, project and membership where they are missing; prints one line of JSON. */
async function createKey(options: Options): Promise<void> {
  const created = await withDatabase(async (url) => {
    await migrate(url);
    const dataSource = await new DataSource(dataSourceOptions(url, 2)).initialize();
    try {
      const users = new UsersService(
        new TransactionRunner(dataSource),
        new UsersRepository(
          dataSource.getRepository(User),
          dataSource.getRepository(Project),
          dataSource.getRepository(PersonalApiKey),
          new DatabasePool(dataSource),
        ),
      );
      return await users.createKey({ ...options, scopes: options.scope });
    } finally {
      await dataSource.destroy();
    }
  });
  process.stdout.write(
    `${JSON.stringify({ key: created.key, user_id: created.userId, project_id: created.projectId })}\n`,
  );
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
