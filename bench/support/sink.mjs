// A mail server that parses nothing. It first sends its port. A message `{ mails }` makes it answer when that many
// mails have arrived, with the time of the last one and its own CPU time.
import { once } from 'node:events';
import { createServer } from 'node:net';

const END = Buffer.from('\r\n.\r\n');
let count = 0;
let wanted = Infinity;
let cpuBefore = process.cpuUsage();

const server = createServer((socket) => {
  let inMail = false;
  let tail = Buffer.alloc(0);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    if (!inMail) {
      // Without PIPELINING a client sends one command at a time.
      const letter = String.fromCharCode(chunk[0]);
      inMail = letter === 'D';
      socket.write(inMail ? '354 go on\r\n' : letter === 'Q' ? '221 bye\r\n' : '250 ok\r\n');
      return;
    }
    tail =
      chunk.length >= END.length
        ? chunk.subarray(-END.length)
        : Buffer.concat([tail, chunk]).subarray(-END.length);
    if (!tail.equals(END)) return;
    inMail = false;
    tail = Buffer.alloc(0);
    socket.write('250 accepted\r\n');
    count += 1;
    report();
  });
  socket.write('220 sink\r\n');
}).listen(0, '127.0.0.1');

function report() {
  if (count < wanted) return;
  const lastAt = Date.now();
  const { user, system } = process.cpuUsage(cpuBefore);
  process.send?.({ lastAt, cpuMs: (user + system) / 1000 });
  wanted = Infinity;
}

process.on('message', (/** @type {{ mails: number }} */ { mails }) => {
  // Mails that arrived after the last answer, such as repeated ones, do not count.
  count = 0;
  wanted = mails;
  cpuBefore = process.cpuUsage();
});
await once(server, 'listening');
process.send?.(/** @type {import('node:net').AddressInfo} */ (server.address()).port);
