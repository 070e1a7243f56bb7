import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { AddressInfo } from 'node:net';
import { StartupError } from '../errors/startup-error';

const NO_IPV6 = new Set(['EAFNOSUPPORT', 'EADDRNOTAVAIL', 'EINVAL']);
const UNKNOWN_HOST = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EADDRNOTAVAIL',
  'EINVAL',
  'EAFNOSUPPORT',
]);

interface ListenOptions {
  port: number;
  /** Null: all interfaces in production, otherwise only this machine. */
  host: string | null;
  production: boolean;
}

/**
 * Listens on the configured address. Without one, production listens on all interfaces, with IPv6 if the machine
 * supports it, and a developer's machine on localhost, so that the demo key and mailbox are not open to its network.
 * @returns the address and port
 * @throws StartupError the port is in use, or the address is not one of this machine
 */
export async function listen(app: NestFastifyApplication, options: ListenOptions): Promise<string> {
  const { port, host, production } = options;
  // Nest's own listen would log a failure a second time.
  const server: FastifyInstance = app.getHttpAdapter().getInstance();
  const [first, second] = production ? ['::', '0.0.0.0'] : ['localhost', '127.0.0.1'];
  try {
    await server.listen({ port, host: host ?? first });
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (host !== null || !(NO_IPV6.has(code) || UNKNOWN_HOST.has(code))) throw explained(error, options);
    await server.listen({ port, host: second }).catch((reason: unknown) => {
      throw explained(reason, options);
    });
  }
  const { address, port: bound } = app.getHttpServer().address() as AddressInfo;
  return `${address.includes(':') ? `[${address}]` : address}:${bound}`;
}

function explained(error: unknown, { port, host }: ListenOptions): unknown {
  const { code = '' } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    return new StartupError(
      `PORT: ${port} is taken by another program. Stop it, or set PORT to a free port.`,
    );
  }
  if (code === 'EACCES') {
    return new StartupError(`PORT: this user may not listen on ${port}. Set PORT to one above 1023.`);
  }
  if (host !== null && UNKNOWN_HOST.has(code)) {
    return new StartupError(
      `HOST: ${host} is not an address of this machine (${code}). Set HOST to one such as 127.0.0.1 or 0.0.0.0, or unset it; some shells set it to the name of the machine.`,
    );
  }
  return error;
}
