import type { IncomingHttpHeaders } from 'node:http';
import { parseUrl } from '../config/parse-url';

/** Whether a header `Origin` names this server, by the address of the request or by its public one. */
export function isOwnOrigin(origin: string, host: string | undefined, publicUrl: string): boolean {
  const named = parseUrl(origin)?.host ?? '';
  return [host, new URL(publicUrl).host].includes(named);
}

/**
 * Whether a browser says that a page of another site makes this request. `Sec-Fetch-Site` goes before `Origin`, which is
 * `null` for forms of pages that send no referrer. Programs, which send neither header, are no browsers that another
 * site could use.
 */
export function isFromAnotherSite(headers: IncomingHttpHeaders, publicUrl: string): boolean {
  const { origin, host, 'sec-fetch-site': site } = headers;
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  return origin !== undefined && !isOwnOrigin(origin, host, publicUrl);
}
