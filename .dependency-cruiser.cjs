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
  'texts',
  'pages',
  'users',
  'auth',
  'throttle',
  'metrics',
  'idempotency',
  'audit',
  'project-settings',
  'topics',
  'interviewees',
  'sharing',
  'interviews',
  'ledger',
  'contacts',
  'mail',
  'mail-reports',
  'sign-in',
  'members',
  'api-keys',
  'webhooks',
  'invites',
  'opt-out',
  'my-data',
  'responses',
  'progress',
  'voice',
  'people',
  'retention',
  'mcp',
];
/** Folders of the console, in the same way; see console/README.md. */
const consoleOrder = ['texts', 'api', 'components', 'screens', 'app'];
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
      // The parser of addresses comes with nodemailer, but sends nothing.
      to: { path: 'node_modules/(@nestjs-modules/mailer|nodemailer)/', pathNot: 'addressparser' },
    },
    ...consoleOrder.map((name, position) => ({
      name: `console-${name}-imports-leftwards`,
      severity: 'error',
      from: { path: `^console/src/${name}/` },
      to: { path: `^console/src/(${consoleOrder.slice(position + 1).join('|') || 'nothing'}|main)` },
    })),
    {
      name: 'console-screens-stand-alone',
      comment: 'What two screens need goes into api or components.',
      severity: 'error',
      from: { path: '^console/src/screens/([^/]+)/' },
      to: { path: '^console/src/screens/', pathNot: '^console/src/screens/$1/' },
    },
    {
      name: 'console-and-server-are-apart',
      comment: 'They meet in the API, and the console knows it by @parley/client.',
      severity: 'error',
      from: { path: '^(console|src)/' },
      to: { path: '^(console|src)/', pathNot: '^$1/' },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: '(\\.spec\\.ts|main\\.ts|cli/.*|assets/.*|english\\.ts|\\.css|\\.json)$',
      },
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
