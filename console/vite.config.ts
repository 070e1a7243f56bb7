import optimizeLocales from '@react-aria/optimize-locales-plugin';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Where `npm run console:dev` finds a running Parley. */
const PARLEY = process.env.PARLEY_URL ?? 'http://localhost:3000';

export default defineConfig({
  root: at('.'),
  base: '/console/',
  // React Aria has texts in 34 languages; the console speaks three.
  plugins: [optimizeLocales.vite({ locales: ['en', 'de', 'es'] })],
  resolve: { alias: { '@parley/client': at('../client/src/index.ts') } },
  build: {
    outDir: at('../dist/console'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1000,
  },
  server: {
    port: 4173,
    proxy: Object.fromEntries(
      ['/api', '/sign-in', '/favicon.svg', '/console/mail-frame'].map((path) => [path, PARLEY]),
    ),
  },
});
