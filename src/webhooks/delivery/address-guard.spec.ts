import type { LookupAddress, LookupOptions } from 'node:dns';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent } from 'undici';
import { AddressRefused, guardedLookup, isPrivateAddress, type Resolve } from './address-guard';

const address = (text: string): LookupAddress => ({ address: text, family: text.includes(':') ? 6 : 4 });
/** A name server that gives these answers one after the other. */
const answering =
  (...answers: string[][]): Resolve =>
  (_, __, done) =>
    done(null, (answers.length > 1 ? (answers.shift() ?? []) : (answers[0] ?? [])).map(address));
const lookUp = (resolve: Resolve, options: LookupOptions = { all: true }) =>
  new Promise<unknown>((done) =>
    guardedLookup(resolve)('hooks.example.com', options, (error, found) => done(error ?? found)),
  );

describe('isPrivateAddress', () => {
  it.each(['8.8.8.8', '1.1.1.1', '172.15.0.1', '172.32.0.1', '2606:4700::1111'])('lets %s pass', (text) =>
    expect(isPrivateAddress(text)).toBe(false),
  );
  it.each(['', 'example.com', '127.0.0.53', '169.254.169.254', '::ffff:10.0.0.1', 'fe80::1%eth0', 'fd12::1'])(
    'refuses %j',
    (text) => expect(isPrivateAddress(text)).toBe(true),
  );
});

describe('guardedLookup', () => {
  it('gives the socket the addresses that it has checked, in both forms', async () => {
    const resolve = answering(['93.184.216.34', '2606:2800:220:1::1']);
    expect(await lookUp(resolve)).toEqual([address('93.184.216.34'), address('2606:2800:220:1::1')]);
    expect(await lookUp(resolve, {})).toBe('93.184.216.34');
  });

  it.each([
    ['a private address', ['10.0.0.1']],
    ['a private one among public ones', ['93.184.216.34', '::1']],
    ['a mapped one', ['::ffff:169.254.169.254']],
    ['none', []],
  ])('refuses a name with %s', async (_, found) => {
    expect(await lookUp(answering(found))).toBeInstanceOf(AddressRefused);
  });

  it('passes on that a name is unknown', async () => {
    const error = Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
    expect(await lookUp((_, __, done) => done(error, []))).toBe(error);
  });

  it('leaves no gap for a name that is public when it is checked and private when it is connected to', async () => {
    const server = createServer((_, response) => response.end('inside'));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    let lookups = 0;
    const resolve: Resolve = (_, __, done) => {
      lookups += 1;
      // Public at the first look-up. Nothing listens at that address.
      done(null, [address(lookups === 1 ? '192.0.2.1' : '127.0.0.1')]);
    };
    const agent = new Agent({ connect: { lookup: guardedLookup(resolve), timeout: 500 } });
    try {
      for (let tries = 0; tries < 3; tries++) {
        await expect(
          agent.request({ origin: `http://hooks.example.com:${port}`, path: '/', method: 'POST' }),
        ).rejects.toBeInstanceOf(AddressRefused);
      }
      expect(lookups).toBe(3);
    } finally {
      await agent.destroy();
      server.close();
    }
  });
});
