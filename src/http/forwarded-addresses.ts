import type { FastifyInstance } from 'fastify';
import { isIP, isIPv4 } from 'node:net';

const PORT = /:\d{1,5}$/;

/**
 * Cleans X-Forwarded-For before anything reads it. Some proxies add the port of the client, which differs with each
 * connection and hides a proxy that is trusted. An entry that is no address says that what stands before it is made up,
 * so the list begins after it; when nothing is left, the proxy's own address stands for the client.
 */
export function cleanForwardedAddresses(server: FastifyInstance): void {
  server.addHook('onRequest', (request, _reply, done) => {
    const { headers } = request.raw;
    const given = headers['x-forwarded-for'];
    // Node joins the lines of a header that is sent more than once.
    if (typeof given === 'string') headers['x-forwarded-for'] = knownHops(given).join(', ');
    done();
  });
}

function knownHops(header: string): string[] {
  const entries = header
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  const addresses = entries.map(readAddress);
  return addresses.slice(addresses.lastIndexOf(null) + 1).filter((address) => address !== null);
}

/** An address without port, brackets and quotes; null if it is none. */
export function readAddress(text: string): string | null {
  const bare = text.replace(/^"(.*)"$/, '$1');
  const [, inBrackets] = /^\[([^\]]+)\](?::\d{1,5})?$/.exec(bare) ?? [];
  if (inBrackets !== undefined) return isIP(inBrackets) === 6 ? inBrackets : null;
  if (isIP(bare) !== 0) return bare;
  const withoutPort = bare.replace(PORT, '');
  return isIPv4(withoutPort) ? withoutPort : null;
}
