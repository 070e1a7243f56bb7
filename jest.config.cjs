// NestJS 12 is ES modules only; compiled to CommonJS here, it runs on every supported Node without flags.
const compiledPackages = [
  '@nestjs',
  'p-limit',
  'yocto-queue',
  '@sindresorhus',
  'escape-string-regexp',
  '@fastify/cookie',
  'cookie',
  'content-disposition',
  'file-type',
  'strtok3',
  'token-types',
  'uint8array-extras',
  '@borewit',
  '@tokenizer',
  'uuid',
  // The build for browsers, which the console uses.
  'csv-parse/dist/esm',
  'openid-client',
  'oauth4webapi',
  'jose',
  'oauth2-mock-server',
  'is-plain-obj',
];

const swcOptions = require('./scripts/swc-options.cjs');

/** @type {import('jest').Config} */
module.exports = {
  rootDir: __dirname,
  testEnvironment: 'node',
  testMatch: [
    '<rootDir>/src/**/*.spec.ts',
    '<rootDir>/console/src/**/*.spec.ts',
    '<rootDir>/test/**/*.spec.ts',
  ],
  moduleNameMapper: { '^@parley/client$': '<rootDir>/client/src/index.ts' },
  testSequencer: '<rootDir>/test/support/app/long-first-sequencer.cjs',
  transform: {
    '^.+\\.[cm]?[tj]s$': ['@swc/jest', { ...swcOptions, sourceMaps: 'inline' }],
  },
  transformIgnorePatterns: [`/node_modules/(?!(?:${compiledPackages.join('|')})/)`],
  setupFiles: ['reflect-metadata'],
  globalSetup: '<rootDir>/test/support/app/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/app/global-teardown.ts',
  testTimeout: 30_000,
  maxWorkers: 2,
  // Every file leaves something behind, and a worker with a large heap spends much of its time on collecting garbage.
  workerIdleMemoryLimit: '1GB',
};
