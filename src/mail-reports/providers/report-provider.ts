import type { IncomingHttpHeaders } from 'node:http';
import { safeEqual } from '../../throttle/verify-secret';
import type { Json } from '../../validation/json-fields';
import type { MailReport } from '../mail-report';

/** Reads the reports of one provider. */
export interface ReportProvider {
  /** Whether the request comes from the provider. @param body the bytes as they came, and the JSON in them */
  verify(request: ReportRequest, secret: string): boolean;
  /** The bounces and complaints in a request; other events are left out. */
  read(body: Json): MailReport[];
}

export interface ReportRequest {
  headers: IncomingHttpHeaders;
  raw: Buffer;
  body: Json;
}

/** Whether `Authorization` has the secret, as the password of any user or as a bearer token. */
export function hasSecret({ headers }: ReportRequest, secret: string): boolean {
  const [scheme = '', value = ''] = (headers.authorization ?? '').trim().split(/\s+/);
  switch (scheme.toLowerCase()) {
    case 'bearer':
      return safeEqual(value, secret);
    case 'basic': {
      const decoded = Buffer.from(value, 'base64').toString('utf8');
      return safeEqual(decoded.slice(decoded.indexOf(':') + 1), secret);
    }
    default:
      return false;
  }
}
