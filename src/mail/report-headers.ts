import type { Settings } from '../config/settings';

/**
 * Headers with the id of a mail, which a provider repeats in its reports. For those that replace the Message-ID by one of
 * their own; only where their reports are taken.
 */
export function reportHeaders(
  { mailReportSecretPostmark, mailReportSecretBrevo }: Settings,
  id: string,
): string[] {
  return [
    ...(mailReportSecretPostmark === null ? [] : [`X-PM-Metadata-mail-id: ${id}`]),
    ...(mailReportSecretBrevo === null ? [] : [`X-Mailin-custom: ${id}`]),
  ];
}
