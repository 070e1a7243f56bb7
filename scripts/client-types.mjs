import openapiTS, { astToString } from 'openapi-typescript';
import { format, resolveConfig } from 'prettier';

const HEAD = '// Generated from openapi.json by `npm run client`.\n/* eslint-disable max-lines */\n\n';

/** The TypeScript types of an OpenAPI document. @param {string} document its JSON */
export async function clientTypes(document) {
  // A request may omit fields that have a default.
  const tree = await openapiTS(JSON.parse(document), { defaultNonNullable: false });
  const options = await resolveConfig('client/src/schema.ts');
  return format(HEAD + astToString(tree), { ...options, parser: 'typescript' });
}
