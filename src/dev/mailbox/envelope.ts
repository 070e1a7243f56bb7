/** Who a message was handed over from and to, which its headers need not tell. */
export interface Envelope {
  from: string;
  to: string[];
}

const HEADER = 'X-Parley-Envelope: ';

/** The envelope as one header line, to stand before the message in its file (still a valid `.eml`). */
export function envelopeLine(envelope: Envelope): Buffer {
  return Buffer.from(`${HEADER}${JSON.stringify(envelope)}\r\n`);
}

/**
 * Parts the content of a stored file into envelope and message as received. A file without our line, put
 * there by hand, has an empty envelope.
 */
export function splitEnvelope(content: Buffer): { envelope: Envelope; raw: Buffer } {
  const end = content.indexOf('\r\n');
  const line = content.subarray(0, Math.max(end, 0)).toString();
  const envelope = line.startsWith(HEADER) ? parseEnvelope(line.slice(HEADER.length)) : null;
  return envelope === null
    ? { envelope: { from: '', to: [] }, raw: content }
    : { envelope, raw: content.subarray(end + 2) };
}

function parseEnvelope(json: string): Envelope | null {
  try {
    const value = JSON.parse(json) as Partial<Envelope> | null;
    return { from: String(value?.from ?? ''), to: Array.isArray(value?.to) ? value.to.map(String) : [] };
  } catch {
    return null;
  }
}
