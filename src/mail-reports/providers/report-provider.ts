import type { IncomingHttpHeaders } from 'node:http';
import { safeEqual } from '../../throttle/verify-secret';
import { asObject, type Json } from '../../validation/json-fields';
import type { MailReport } from '../mail-report';

/** Reads the reports of one provider. */
export interface ReportProvider {
  /** Whether the request comes from the provider. */
  verify(request: ReportRequest, secret: string): boolean;
  /** The bounces and complaints in a request; other events are left out. */
  read(body: Json): MailReport[];
}

/** A request as it came. */
export interface ReportRequest {
  headers: IncomingHttpHeaders;
  raw: Buffer;
}

/** The JSON object or list in a request; null for anything else. */
export function jsonOf({ raw }: Pick<ReportRequest, 'raw'>): Json | null {
  try {
    return asObject(JSON.parse(raw.toString('utf8')));
  } catch {
    return null;
  }
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
