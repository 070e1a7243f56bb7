import 'reflect-metadata';
import { Command, Option } from 'commander';
import { Settings } from '../config/settings';
import { SIGN_IN_MINUTES, SignInLinksService } from '../sign-in/sign-in-links.service';
import { SignInLinksRepository } from '../sign-in/sign-in-links.repository';
import { type Role, ROLES } from '../users/role';
import { SignInLink } from '../users/sign-in-link.entity';
import { email, text } from './option-values';
import { publicUrl, runCommand } from './run-command';
import { withUsers } from './with-users';

interface Options {
  email: string;
  name: string;
  project: string;
  role: Role;
}

/**
 * Makes a member of a project, and the user and project where they are missing. Prints one line of JSON with a link that
 * signs the user in; a second line, on stderr, says which rows are new, since a misspelt name makes a new one.
 */
async function createUser(options: Options): Promise<void> {
  const settings = Object.assign(new Settings(), { publicUrl: publicUrl() });
  await withUsers(async (users, dataSource) => {
    const { userId, projectId, role, isNew } = await users.createMember(options);
    const links = new SignInLinksService(
      new SignInLinksRepository(dataSource.getRepository(SignInLink)),
      settings,
    );
    const signInUrl = await links.create(userId, { validMinutes: SIGN_IN_MINUTES });
    const told = Object.entries(isNew).map(([row, wasMade]) => `${row} ${wasMade ? 'created' : 'found'}`);
    process.stderr.write(`${told.join(', ')}; the link works once, within ${SIGN_IN_MINUTES} minutes\n`);
    const line = { user_id: userId, project_id: projectId, role, sign_in_url: signInUrl };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  });
}

const command = new Command('users:create')
  .description('Makes a user a member of a project, and prints a link that signs them in.')
  .requiredOption('--email <address>', 'mail address of the user', email)
  .option('--name <name>', 'full name, used when the user is new', text, '')
  .requiredOption('--project <name>', 'project to work in; created when it is new', text)
  .addOption(
    new Option('--role <role>', 'what the user may do in the project; a higher role that they have stays')
      .choices(ROLES)
      .default('researcher'),
  );

runCommand(async () => {
  command.parse();
  await createUser(command.opts<Options>());
});
