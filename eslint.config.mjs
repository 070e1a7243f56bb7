import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import parley from './scripts/eslint-plain-comments.mjs';

// Only repositories, read models, entities and the database folder use TypeORM, so services stay free of SQL.
const TYPEORM_ALLOWED = [
  'src/**/*.repository.ts',
  'src/**/*.read-model.ts',
  'src/**/*.entity.ts',
  'src/database/**',
  'src/cli/**',
  'test/**',
  'ormconfig.ts',
];

export default tseslint.config(
  { ignores: ['**/dist/', 'node_modules/', 'coverage/', '.data/'] },
  {
    files: ['**/*.{ts,tsx,js,mjs,cjs}'],
    plugins: { parley },
    rules: { 'parley/plain-comments': 'error' },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // These fail silently at run time.
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': 'error',
      // Decorator metadata needs injected classes and DTO parameters as values: `import type` on them would switch
      // off validation without an error. The rule knows that when decorator metadata is on.
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      // Implementations of asynchronous interfaces may have nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      'max-lines': ['error', { max: 300 }],
      'max-params': ['error', { max: 6 }],
      'no-console': 'error',
    },
  },
  {
    files: ['console/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
  },
  {
    // Jest's asymmetric matchers are typed any.
    files: ['**/*.spec.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      // One file holds all tests of a subject.
      'max-lines': ['error', { max: 600 }],
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        {
          object: 'URL',
          property: 'canParse',
          message: 'Node 20 answers wrongly for texts beyond ASCII; use parseUrl of src/config.',
        },
      ],
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: TYPEORM_ALLOWED,
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: 'typeorm',
              message: 'Only repositories, read models, entities and src/database use TypeORM.',
            },
          ],
        },
      ],
    },
  },
);
