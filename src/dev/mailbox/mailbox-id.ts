import { randomBytes } from 'node:crypto';

const PATTERN =
  /^(\d{4})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3])([0-5]\d)([0-5]\d)(\d{3})Z-\d{6}-[0-9a-f]{8}$/;

/** Whether a string is the id of a message. Only then may it become part of a path. */
export function isMailboxId(value: string): boolean {
  return PATTERN.test(value);
}

/** When the message with this id was received. The id must have passed {@link isMailboxId}. */
export function receivedAtOf(id: string): Date {
  return new Date(id.replace(PATTERN, '$1-$2-$3T$4:$5:$6.$7Z'));
}

/** The time part of an id; as text it sorts in the order of time. */
export function timePrefix(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/[-:.]/g, '');
}

/** Hands out ids that sort in the order of the calls; the random part keeps two processes apart. */
export class MailboxIds {
  private lastMillisecond = 0;
  private sequence = 0;

  next(): string {
    const now = Date.now();
    // A clock that is set back must not put new messages below old ones.
    if (now > this.lastMillisecond) {
      this.lastMillisecond = now;
      this.sequence = 0;
    }
    const sequence = String(this.sequence++).padStart(6, '0');
    return `${timePrefix(this.lastMillisecond)}-${sequence}-${randomBytes(4).toString('hex')}`;
  }
}
