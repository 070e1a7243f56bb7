import type { BounceKind } from '../ledger/invite-delivery.entity';

/**
 * Status codes (RFC 3463, and the registry that goes with it) that say that the address takes no mail: no such mailbox or
 * domain, disabled, moved, or a domain that takes none. Those about content, size, policy or a full mailbox are not among
 * them: the next mail may arrive.
 */
const ADDRESS_IS_GONE = /^5\.(?:1\.(?:0|1|2|3|6|10)|2\.1|4\.4)$/;

/** A server that gives no exact code says in words that there is no such mailbox. */
const NO_SUCH_MAILBOX =
  /user (?:is )?unknown|unknown (?:user|recipient|address|mailbox)|no such (?:user|recipient|mailbox|address|account|person|domain)|does(?: not|n['’]t) exist|(?:mailbox|account|address|recipient|user)\s+(?:\S+\s+)?(?:not found|unavailable|(?:is )?(?:inactive|disabled|invalid|closed|deactivated))|invalid (?:recipient|mailbox|address|user)|recipient (?:address )?rejected: (?:undeliverable|user)|not (?:a )?(?:valid|our) (?:recipient|mailbox|user|customer)|host or domain name not found|domain not found|couldn['’]t find any host|no mailbox (?:here )?by that name|mailbox unavailable/i;

/** Words about a mail that was refused for other reasons, although the code may be that of a missing mailbox. */
const OTHER_REASON =
  /spam|blocked|blacklist|blocklist|policy|reputation|quota|mailbox (?:is )?full|over ?quota|too large|size limit|rate limit|dmarc|spf|dkim/i;

const ENHANCED = /(?:^|[^\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])/;
const REPLY = /(?:^|[^\d.])([45]\d\d)(?:[ -]|$)/;

/** The most exact code of a status field and the words of the server; empty for none. */
export function codeOf(status: string, diagnostic: string): string {
  const exact = [status, diagnostic]
    .map((text) => ENHANCED.exec(text)?.[1] ?? '')
    .filter((code) => code !== '');
  // `5.0.0` says no more than that it failed; the words may have a better one.
  const better = exact.find((code) => !code.endsWith('.0.0'));
  return better ?? REPLY.exec(diagnostic)?.[1] ?? exact[0] ?? '';
}

/**
 * Whether a mail that was given up bounced for good. In doubt it is `soft`, which takes a second one to count.
 * @param code as {@link codeOf} finds it
 * @param diagnostic words of the server, which are not kept
 */
export function kindOf(code: string, diagnostic: string): Exclude<BounceKind, 'complaint'> {
  if (ADDRESS_IS_GONE.test(code)) return OTHER_REASON.test(diagnostic) ? 'soft' : 'hard';
  const isVague = /^5(?:\d\d|\.0\.0)$/.test(code) || code === '';
  return isVague && NO_SUCH_MAILBOX.test(diagnostic) && !OTHER_REASON.test(diagnostic) ? 'hard' : 'soft';
}
