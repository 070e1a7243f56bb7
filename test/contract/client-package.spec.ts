import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { useTestApp } from '../support/app/test-app';

const run = promisify(execFile);
const ROOT = join(__dirname, '../..');
// npm and the compiler are slow where other tests run beside them.
const PATIENCE_MS = 120_000;

const COMPILER_OPTIONS = {
  target: 'es2022',
  lib: ['es2023', 'dom'],
  module: 'nodenext',
  types: ['node'],
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  verbatimModuleSyntax: true,
  skipLibCheck: false,
};

const PROGRAM = `
import { createParleyClient, type ParleyError, type Topic, type WebhookEvent } from '@parley/client';

const { PARLEY_URL: baseUrl = '', PARLEY_KEY: key = '' } = process.env;
const parley = createParleyClient({ baseUrl, key });
const TOPICS = '/api/projects/{project_id}/user_interview_topics';
const fail = ({ code, attr }: ParleyError): never => { throw new Error(code + ' ' + attr); };

const bounceOf = (event: WebhookEvent) => (event.type === 'invite.bounced' ? event.data.bounce.code : null);
// @ts-expect-error The event of an interview has no bounce.
const noBounce = (event: WebhookEvent) => (event.type === 'interview.started' ? event.data.bounce : bounceOf(event));
void noBounce;

const created = await parley.POST(TOPICS, {
  params: { path: parley.project },
  body: { topic: 'Planning', interviewee_emails: ['Grace Hopper <grace@example.com>'] },
});
const topic: Topic = created.error ? fail(created.error) : created.data;
const links = await parley.POST(\`\${TOPICS}/{id}/generate_links\`, {
  params: { path: { ...parley.project, id: topic.id } },
});
const refused = await parley.GET(\`\${TOPICS}/{id}\`, {
  params: { path: { ...parley.project, id: parley.project.project_id } },
});
console.log(JSON.stringify([links.data?.results[0]?.user_name, refused.error?.code]));
`;

describe('the package @parley/client', () => {
  const parley = useTestApp();
  let folder: string;
  let unpacked: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-client-'));
    // A copy, since packing builds, and other tests read the folder at the same time.
    const source = join(folder, 'source');
    await cp(join(ROOT, 'client'), source, { recursive: true });
    await symlink(join(ROOT, 'node_modules'), join(source, 'node_modules'));
    await run('npm', ['pack', '--silent', '--pack-destination', folder], {
      cwd: source,
      env: { ...process.env, PATH: `${join(ROOT, 'node_modules/.bin')}:${process.env.PATH}` },
    });
    unpacked = join(folder, 'node_modules/@parley/client');
    await mkdir(unpacked, { recursive: true });
    const { version } = JSON.parse(await readFile(join(source, 'package.json'), 'utf8')) as {
      version: string;
    };
    const tarball = join(folder, `parley-client-${version}.tgz`);
    await run('tar', ['-xzf', tarball, '-C', unpacked, '--strip-components', '1']);
    // The dependencies that a registry would install.
    for (const name of ['openapi-fetch', 'openapi-typescript-helpers', '@types/node', 'undici-types']) {
      const place = join(folder, 'node_modules', name);
      await mkdir(dirname(place), { recursive: true });
      await symlink(join(ROOT, 'node_modules', name), place);
    }
  }, PATIENCE_MS);
  afterAll(() => rm(folder, { recursive: true }));

  it('has the built code, its types and its manual, and nothing else', async () => {
    expect((await readdir(unpacked)).sort()).toEqual(['README.md', 'dist', 'package.json']);
    const built = ['index.d.ts', 'index.js', 'schema.d.ts', 'schema.js'];
    expect((await readdir(join(unpacked, 'dist'))).sort()).toEqual(built);
    const manifest = JSON.parse(await readFile(join(unpacked, 'package.json'), 'utf8')) as object;
    expect(manifest).toMatchObject({ license: 'MIT', publishConfig: { access: 'public' } });
  });

  it(
    'compiles under the strictest options and does its job, once installed',
    async () => {
      await writeFile(join(folder, 'package.json'), '{"type":"module"}');
      await writeFile(join(folder, 'program.ts'), PROGRAM);
      await writeFile(
        join(folder, 'tsconfig.json'),
        JSON.stringify({ compilerOptions: COMPILER_OPTIONS, files: ['program.ts'] }),
      );
      const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
      const { stdout: complaints } = await run(process.execPath, [compiler], { cwd: folder });
      expect(complaints).toBe('');
      const { key } = await parley.client();
      const { stdout } = await run(process.execPath, [join(folder, 'program.js')], {
        env: { PARLEY_URL: parley.baseUrl, PARLEY_KEY: key },
      });
      expect(JSON.parse(stdout)).toEqual(['Grace Hopper', 'not_found']);
    },
    PATIENCE_MS,
  );
});
