import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Settings } from '../../config/settings';
import { PermissionDenied } from '../../errors/domain-errors';
import { parseUrl } from '../../config/parse-url';

/**
 * Refuses requests that another site makes through the reader's browser; the mailbox has no sign-in that would stop
 * them. A foreign `Host` header means that the site's domain name now points to this machine (DNS rebinding).
 */
@Injectable()
export class MailboxGuard implements CanActivate {
  private readonly publicUrl: URL;
  private readonly hostNames: Set<string>;

  constructor(settings: Settings) {
    this.publicUrl = new URL(settings.publicUrl);
    this.hostNames = new Set(['localhost', '127.0.0.1', '[::1]', this.publicUrl.hostname]);
  }

  /** @throws PermissionDenied */
  canActivate(context: ExecutionContext): boolean {
    const { method, headers } = context.switchToHttp().getRequest<FastifyRequest>();
    // Fastify's `request.host` may come from X-Forwarded-Host, which a script in the browser can set. It cannot set
    // Host.
    if (!this.hostNames.has(parseUrl(`http://${headers.host ?? ''}`)?.hostname ?? '')) {
      throw new PermissionDenied('The mailbox answers only at localhost and at the host name of PUBLIC_URL.');
    }
    if (method === 'POST' && !this.isFromOwnPage(headers)) {
      throw new PermissionDenied('The mailbox can only be cleared from its own page.');
    }
    return true;
  }

  /**
   * Browsers send Sec-Fetch-Site to https and localhost only, Origin with every POST. Scripts like curl send neither.
   */
  private isFromOwnPage({ host, origin, 'sec-fetch-site': site }: FastifyRequest['headers']): boolean {
    if (site !== undefined) return site === 'same-origin' || site === 'none';
    if (origin === undefined) return true;
    const originHost = parseUrl(origin)?.host;
    return originHost === host || originHost === this.publicUrl.host;
  }
}
