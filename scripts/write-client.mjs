// Writes client/src/schema.ts, the types of the TypeScript client, from openapi.json.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { clientTypes } from './client-types.mjs';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

writeFileSync(at('client/src/schema.ts'), await clientTypes(readFileSync(at('openapi.json'), 'utf8')));
