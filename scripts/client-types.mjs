import openapiTS, { astToString } from 'openapi-typescript';
import { format, resolveConfig } from 'prettier';

const HEAD = '// Generated from openapi.json by `npm run client`.\n/* eslint-disable max-lines */\n\n';

/** The TypeScript types of an OpenAPI document, which is given as JSON. */
export async function clientTypes(document) {
  // What has a default may be left out of a request all the same.
  const tree = await openapiTS(JSON.parse(document), { defaultNonNullable: false });
  const options = await resolveConfig('client/src/schema.ts');
  return format(HEAD + astToString(tree), { ...options, parser: 'typescript' });
}
