import { Injectable } from '@nestjs/common';
import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import { type DerivedKeys, deriveKeys } from '../config/derived-keys';
import { Settings } from '../config/settings';
import { isId, toId } from '../validation/uuid.pipe';
import { parseSender, withAsciiDomain } from './sender';

/** `b-`, the id of the mail, and 8 bytes of its HMAC-SHA256; no upper case, which some servers change. */
const RETURN_PATH = /^b-([\da-f]{32})([\da-f]{16})@/;

/** Writes the id of a mail into its headers and its envelope, and reads it back from reports about the mail. */
@Injectable()
export class MailIds {
  private readonly keys: DerivedKeys;
  private readonly domain: string;
  private readonly returnPathDomain: string | null;

  constructor(settings: Settings) {
    this.keys = deriveKeys(settings, 'return-path');
    const { address } = parseSender(settings.mailFrom);
    // A Message-ID is ASCII (RFC 5322), whatever the domain of the sender is.
    const sender = withAsciiDomain(address);
    this.domain = sender.slice(sender.lastIndexOf('@') + 1);
    this.returnPathDomain = settings.mailReturnPathDomain;
  }

  /** The Message-ID of a mail. A mail that is sent twice has the same one both times. */
  messageIdOf(id: string): string {
    return `<${id}@${this.domain}>`;
  }

  /**
   * The address to which servers return a mail (VERP): one per mail, and signed, so that only whoever got the mail knows
   * it. Null when MAIL_RETURN_PATH_DOMAIN is not set.
   * @param id a UUID
   */
  returnPathOf(id: string): string | null {
    if (this.returnPathDomain === null) return null;
    const hex = id.replaceAll('-', '');
    return `b-${hex}${macOf(hex, this.keys[0])}@${this.returnPathDomain}`;
  }

  /**
   * The id in a Message-ID of ours; null for any other text.
   * @param text with or without angle brackets and domain, as providers repeat it
   */
  readMessageId(text: string): string | null {
    const [id = '', domain, ...rest] = text.trim().replace(/^<|>$/g, '').toLowerCase().split('@');
    const isOurs = domain === undefined || domain === this.domain.toLowerCase();
    return isOurs && rest.length === 0 && isId(id) ? id : null;
  }

  /** The id of the mail whose return path this is; null for any other address. */
  readReturnPath(address: string): string | null {
    const [, hex, mac] = RETURN_PATH.exec(address.trim().toLowerCase()) ?? [];
    if (hex === undefined || mac === undefined) return null;
    const isSigned = this.keys.some((key) => timingSafeEqual(Buffer.from(macOf(hex, key)), Buffer.from(mac)));
    return isSigned ? toId(hex) : null;
  }
}

function macOf(hex: string, key: KeyObject): string {
  return createHmac('sha256', key).update(hex).digest('hex').slice(0, 16);
}
