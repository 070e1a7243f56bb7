import { MAX_IDENTIFIER_LENGTH, trimIdentifier } from '../../identifiers/identifier';
import { notOneOf, textCheck, type Violation } from '../../validation/checks';
import {
  CONTACT_STATUSES,
  contactMailbox,
  COOLING_DOWN_CANNOT_BE_SET,
  MAX_REASON_LENGTH,
  NO_ADDRESS,
} from '../contact.dto';
import { STORED_STATUSES, type StoredStatus } from '../contact.entity';
import { type ContactImportErrorDto, MAX_REPORTED_ERRORS } from './contact-import.dto';

/** The wish of a line; null keeps what is stored. */
export interface ImportedContact {
  line: number;
  mailbox: string;
  status: StoredStatus | null;
  reason: string | null;
}

/** The cells of a line that count; empty where the file has none. */
export interface Cells {
  email: string;
  status: string;
  reason: string;
}

const NO_EMAIL: Violation = { code: 'required', detail: 'The line has no email address.' };
export const NO_CONTACT_YET: Violation = {
  code: 'invalid_input',
  detail: `${COOLING_DOWN_CANNOT_BE_SET} The project has no such contact yet.`,
};
export const LIFTS_OPT_OUT: Violation = {
  code: 'opted_out',
  detail: 'This person has opted out. An import does not lift that.',
};
export const TOO_WIDE: Violation = {
  code: 'invalid_input',
  detail:
    'The line has more cells than the header. Put a text that has the separator in it in quotation marks.',
};

const emailCheck = textCheck({ maxLength: MAX_IDENTIFIER_LENGTH });
const reasonCheck = textCheck({ blank: true, maxLength: MAX_REASON_LENGTH });

/** The lines of a file, checked one by one: what they want of each mailbox, and what is wrong with them. */
export class ContactLines {
  /** By mailbox. */
  readonly wanted = new Map<string, ImportedContact>();
  /** Lines with the status `cooling_down`, which change nothing, by mailbox. */
  readonly cooling = new Map<string, number>();
  /** Lines that were used so far. */
  usable = 0;
  errorCount = 0;
  private readonly firstErrors: ContactImportErrorDto[] = [];

  /** Takes a line, or notes what is wrong with it. Lines come in the order of the file. */
  add(line: number, cells: Cells): void {
    const [email, status, reason] = [
      trimIdentifier(cells.email),
      cells.status.trim().toLowerCase(),
      cells.reason.trim(),
    ];
    const mailbox = contactMailbox(email);
    const violation =
      mailbox === null ? emailViolation(email) : (statusViolation(status) ?? reasonCheck(reason));
    if (mailbox === null || violation) return this.refuse(line, violation ?? NO_EMAIL);
    if (status === 'cooling_down') {
      this.usable++;
      this.cooling.set(mailbox, line);
      return;
    }
    const next = {
      line,
      mailbox,
      status: status === '' ? null : (status as StoredStatus),
      reason: reason === '' ? null : reason,
    };
    const earlier = this.wanted.get(mailbox);
    if (earlier?.status === 'opted_out' && lifts(next)) return this.refuse(line, LIFTS_OPT_OUT);
    this.usable++;
    this.wanted.set(mailbox, earlier ? follow(earlier, next) : next);
  }

  /** Notes a line that is not used. */
  refuse(line: number, { code, detail }: Violation): void {
    this.errorCount++;
    if (this.firstErrors.length < MAX_REPORTED_ERRORS) this.firstErrors.push({ line, code, detail });
  }

  /** The mailboxes that are known only from lines with `cooling_down`. */
  coolingOnly(): string[] {
    return [...this.cooling.keys()].filter((mailbox) => !this.wanted.has(mailbox));
  }

  /** The first errors in the order of lines, with those of lines that turned out to be unusable later. */
  errorsWith(later: { line: number; violation: Violation }[]): ContactImportErrorDto[] {
    const added = later.map(({ line, violation: { code, detail } }) => ({ line, code, detail }));
    return [...this.firstErrors, ...added].sort((a, b) => a.line - b.line).slice(0, MAX_REPORTED_ERRORS);
  }
}

/** Whether a line would lift an opt-out. */
export function lifts({ status }: ImportedContact): boolean {
  return status !== null && status !== 'opted_out';
}

/** The wish of two lines for one mailbox together, as if they were imported one after the other. */
function follow(earlier: ImportedContact, next: ImportedContact): ImportedContact {
  const keepsStatus = next.status === null || next.status === earlier.status;
  return {
    ...next,
    status: next.status ?? earlier.status,
    reason: next.reason ?? (keepsStatus ? earlier.reason : null),
  };
}

function emailViolation(email: string): Violation {
  if (email === '') return NO_EMAIL;
  return emailCheck(email) ?? { code: 'invalid_input', detail: NO_ADDRESS };
}

function statusViolation(status: string): Violation | null {
  const isKnown = status === '' || (CONTACT_STATUSES as readonly string[]).includes(status);
  return isKnown ? null : notOneOf(STORED_STATUSES);
}
