// Modules import leftwards only; see docs/architecture.md.
const order = [
  'errors',
  'config',
  'identifiers',
  'batching',
  'database',
  'http',
  'validation',
  'pagination',
  'openapi',
  'users',
  'auth',
  'throttle',
  'metrics',
  'idempotency',
  'audit',
  'topics',
  'interviewees',
  'sharing',
  'interviews',
  'mail',
  'invites',
  'responses',
  'progress',
  'voice',
  'mcp',
];
const leftwards = order.map((name, position) => ({
  name: `${name}-imports-leftwards`,
  severity: 'error',
  from: { path: `^src/${name}/`, pathNot: '\\.spec\\.ts$' },
  to: {
    path: `^src/(${order.slice(position + 1).join('|') || 'nothing'})/`,
    // An entity names its parents; the list of all entities is the one place that knows every table.
    pathNot: name === 'database' ? '\\.entity\\.ts$' : undefined,
  },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    ...leftwards,
    {
      name: 'only-the-app-knows-all',
      comment: 'health, dev, bootstrap and cli are leaves: features do not know them.',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: '^src/(health|dev|bootstrap|cli)/' },
      to: { path: '^src/(health|dev|bootstrap|cli|app\\.)' },
    },
    {
      name: 'controllers-call-services',
      severity: 'error',
      from: { path: '\\.(controller|processor)\\.ts$' },
      to: { path: '\\.(repository|read-model|entity)\\.ts$' },
    },
    {
      name: 'services-stay-behind-repositories',
      comment: 'A repository or read model is used by the services of its own top-level folder only.',
      severity: 'error',
      from: { path: '^src/([^/]+)/', pathNot: '^src/(cli|[^/]+\\.)' },
      to: { path: '\\.(repository|read-model)\\.ts$', pathNot: '^src/$1/' },
    },
    {
      name: 'repositories-know-no-service',
      severity: 'error',
      from: { path: '\\.(repository|read-model|entity)\\.ts$' },
      to: { path: '\\.(service|controller|module)\\.ts$' },
    },
    {
      name: 'mailer-in-one-folder',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/mail/' },
      to: { path: 'node_modules/(@nestjs-modules/mailer|nodemailer)/' },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: '(\\.spec\\.ts|main\\.ts|cli/.*|assets/.*)$' },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    exclude: { path: '\\.spec\\.ts$' },
  },
};
