import { isUtf8 } from 'node:buffer';
import { InvalidRequestContent } from '../errors/domain-errors';

/**
 * The fields of a multipart form, in the shape that an urlencoded one gets: each name once, with a list of its values if
 * it occurs more than once.
 * @throws InvalidRequestContent the form cannot be read, or a part is a file
 */
export async function readMultipart(body: Buffer, contentType: string): Promise<[string, unknown][]> {
  // The parser below would store replacement characters.
  if (!isUtf8(body)) {
    throw new InvalidRequestContent('parse_error', 'The request body is not valid UTF-8.');
  }
  const form = await new Response(body, { headers: { 'content-type': contentType } }).formData().catch(() => {
    throw new InvalidRequestContent('parse_error', 'The request body is not a valid multipart form.');
  });
  const fields = new Map<string, string | string[]>();
  for (const [name, value] of form) {
    if (typeof value !== 'string') {
      throw new InvalidRequestContent('invalid_input', 'A form may not have files.', name.slice(0, 100));
    }
    const earlier = fields.get(name);
    if (earlier === undefined) fields.set(name, value);
    else if (typeof earlier === 'string') fields.set(name, [earlier, value]);
    else earlier.push(value);
  }
  return [...fields];
}
