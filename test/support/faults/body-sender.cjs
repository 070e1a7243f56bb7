// Runs in a worker thread, so that sending hundreds of megabytes does not slow down the client whose answers are timed.
const { connect } = require('node:net');
const { workerData, parentPort } = require('node:worker_threads');

const { port, connections, attacks } = workerData;

/** The body of an attack, made here because a message with it would be copied. */
const BODIES = {
  /** 7 million empty lists in 21 MB. */
  'empty lists': () => `{"a":[${'[],'.repeat(7_000_000)}[]]}`,
  /** Just within the limits of a body with a key. */
  'many parts': () => `{"a":[${'[],'.repeat(495_000)}"${'x'.repeat(18_000_000)}"]}`,
  'many objects': () => `{"topic":"x","a":[${'{"a":1},'.repeat(330_000)}"${'x'.repeat(15_000_000)}"]}`,
  /** Just within those of a public one. */
  'small parts': () => `{"a":[${'[],'.repeat(4_900)}"${'x'.repeat(1_000_000)}"]}`,
};

const answers = {};
const bodies = new Map();

function bodyOf(kind) {
  if (!bodies.has(kind)) bodies.set(kind, Buffer.from(BODIES[kind]()));
  return bodies.get(kind);
}

/** Sends the body again and again, a new connection for each, and goes on after any answer or error. */
function attack({ path, kind, key, chunked }) {
  const body = bodyOf(kind);
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  let position = 0;
  const length = chunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${body.length}`;
  const authorization = key ? `Authorization: Bearer ${key}\r\n` : '';
  socket.write(
    `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nConnection: close\r\n${authorization}${length}\r\n\r\n`,
  );
  const send = () => {
    while (position < body.length && socket.writable) {
      const part = body.subarray(position, (position += 65_536));
      if (chunked) socket.write(`${part.length.toString(16)}\r\n`);
      if (!socket.write(part)) return;
      if (chunked) socket.write('\r\n');
    }
    if (chunked && socket.writable) socket.write('0\r\n\r\n');
  };
  socket.on('drain', () => {
    if (chunked) socket.write('\r\n');
    send();
  });
  socket.on('connect', send);
  socket.on('data', (data) => (answer += data));
  socket.on('error', () => undefined);
  socket.on('close', () => {
    const status = /^HTTP\/1.1 (\d+)/.exec(answer)?.[1] ?? 'none';
    const seen = `${kind}: ${status}`;
    answers[seen] = (answers[seen] ?? 0) + 1;
    setImmediate(attack, { path, kind, key, chunked });
  });
}

for (let n = 0; n < connections; n++) attack(attacks[n % attacks.length]);
parentPort.on('message', () => parentPort.postMessage(answers));
