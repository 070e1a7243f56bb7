import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AddressInfo } from 'node:net';

const NO_IPV6 = new Set(['EAFNOSUPPORT', 'EADDRNOTAVAIL', 'EINVAL']);

/**
 * Listens on the configured address, by default on all interfaces, with IPv6 if the machine supports it.
 * @returns the address and port
 * @throws Error that names the fix if the port is in use
 */
export async function listen(
  app: NestFastifyApplication,
  { port, host }: { port: number; host: string | null },
): Promise<string> {
  try {
    await app.listen(port, host ?? '::');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') {
      throw new Error(`Port ${port} is taken by another program. Stop it, or set PORT to a free port.`);
    }
    if (host !== null || !NO_IPV6.has(code ?? '')) throw error;
    await app.listen(port, '0.0.0.0');
  }
  const { address, port: bound } = app.getHttpServer().address() as AddressInfo;
  return `${address}:${bound}`;
}
