import { createSocket } from 'node:dgram';
import { once } from 'node:events';

/** The records of one name. */
export interface Zone {
  /** Each record is a text, or the strings that DNS splits it into. */
  txt?: (string | string[])[];
  /** Names of mail servers; `''` is a null MX. */
  mx?: string[];
  a?: string[];
  aaaa?: string[];
  cname?: string;
  ptr?: string[];
  ns?: string[];
  /** Every question about the name fails: with SERVFAIL, or because nobody answers. */
  fails?: 'SERVFAIL' | 'silence';
}

/** The zones by lower-case name. A name that is missing does not exist (NXDOMAIN). */
export type Zones = Record<string, Zone>;

/** A DNS server over UDP on this machine (RFC 1035), which knows the zones of a test. */
export interface FakeDnsServer {
  /** `127.0.0.1:<port>`, as `Resolver.setServers` takes it. */
  address: string;
  zones: Zones;
  /** The names that were asked for, with the type of record: `acme.test 16`. */
  questions: string[];
  stop(): Promise<void>;
}

const TYPES = { a: 1, ns: 2, cname: 5, ptr: 12, mx: 15, txt: 16, aaaa: 28 } as const;
const SERVFAIL = 2;
const NXDOMAIN = 3;
const TTL = 60;

/** Starts a server on a free port. */
export async function startDnsServer(zones: Zones = {}): Promise<FakeDnsServer> {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const server: FakeDnsServer = {
    address: `127.0.0.1:${socket.address().port}`,
    zones,
    questions: [],
    stop: () => new Promise((resolve) => socket.close(() => resolve())),
  };
  socket.on('message', (query, { port, address }) => {
    const { name, type, end } = readQuestion(query);
    server.questions.push(`${name} ${type}`);
    const zone = server.zones[name];
    if (zone?.fails === 'silence') return;
    const answers = zone ? answersOf(server.zones, name, type) : [];
    const status = zone === undefined ? NXDOMAIN : zone.fails === 'SERVFAIL' ? SERVFAIL : 0;
    const header = Buffer.alloc(12);
    header.writeUInt16BE(query.readUInt16BE(0), 0);
    // A response to a standard query, recursion desired and available.
    header.writeUInt16BE(0x8180 | status, 2);
    header.writeUInt16BE(1, 4);
    header.writeUInt16BE(answers.length, 6);
    socket.send(Buffer.concat([header, query.subarray(12, end), ...answers]), port, address);
  });
  return server;
}

function readQuestion(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.subarray(at + 1, at + 1 + length).toString('latin1'));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}

/** The records of a name, behind its CNAME if it has one. */
function answersOf(zones: Zones, name: string, type: number): Buffer[] {
  const zone = zones[name] ?? {};
  if (zone.cname !== undefined) {
    const answer = record(name, TYPES.cname, encodeName(zone.cname));
    return type === TYPES.cname ? [answer] : [answer, ...answersOf(zones, zone.cname, type)];
  }
  switch (type) {
    case TYPES.txt:
      return (zone.txt ?? []).map((text) =>
        record(name, type, Buffer.concat([text].flat().map(encodeString))),
      );
    case TYPES.mx:
      return (zone.mx ?? []).map((exchange) =>
        record(name, type, Buffer.concat([Buffer.from([0, 10]), encodeName(exchange)])),
      );
    case TYPES.a:
      return (zone.a ?? []).map((address) => record(name, type, Buffer.from(address.split('.').map(Number))));
    case TYPES.aaaa:
      return (zone.aaaa ?? []).map((address) => record(name, type, Buffer.from(expand(address), 'hex')));
    case TYPES.ns:
      return (zone.ns ?? []).map((target) => record(name, type, encodeName(target)));
    case TYPES.ptr:
      return (zone.ptr ?? []).map((target) => record(name, type, encodeName(target)));
    default:
      return [];
  }
}

function record(name: string, type: number, data: Buffer): Buffer {
  const fixed = Buffer.alloc(10);
  fixed.writeUInt16BE(type, 0);
  fixed.writeUInt16BE(1, 2);
  fixed.writeUInt32BE(TTL, 4);
  fixed.writeUInt16BE(data.length, 8);
  return Buffer.concat([encodeName(name), fixed, data]);
}

function encodeName(name: string): Buffer {
  const labels = name.split('.').filter((label) => label !== '');
  return Buffer.concat([...labels.map(encodeString), Buffer.from([0])]);
}

function encodeString(text: string): Buffer {
  const bytes = Buffer.from(text, 'latin1');
  if (bytes.length > 255) throw new Error('A string in DNS has at most 255 bytes.');
  return Buffer.concat([Buffer.from([bytes.length]), bytes]);
}

/** An IPv6 address as 32 hexadecimal digits. */
function expand(address: string): string {
  const [head = '', tail = ''] = address
    .split('::')
    .map((part) => part.split(':').filter(Boolean).map(pad).join(''));
  return head + '0'.repeat(32 - head.length - tail.length) + tail;
}

function pad(group: string): string {
  return group.padStart(4, '0');
}
