import { ServiceUnavailable } from '../errors/domain-errors';

/** Without a vendor there are no calls. */
export function notConfigured(): ServiceUnavailable {
  return new ServiceUnavailable('voice_not_configured', 'Voice calls are not configured on this server.');
}
