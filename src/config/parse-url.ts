/**
 * Reads a URL; null for a text that is none. In place of `URL.canParse`, which on Node 20 answers wrongly for texts with
 * letters such as ü once it has been called often enough to be compiled.
 */
export function parseUrl(text: string, base?: string): URL | null {
  try {
    return new URL(text, base);
  } catch {
    return null;
  }
}
