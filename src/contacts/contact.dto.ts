import { ApiProperty } from '@nestjs/swagger';
import {
  canonicalMailbox,
  MAX_IDENTIFIER_LENGTH,
  parseMailbox,
  trimIdentifier,
} from '../identifiers/identifier';
import { PageQuery } from '../pagination/page.dto';
import type { Check } from '../validation/checks';
import { ChoiceField, TextField } from '../validation/fields';
import { Satisfies } from '../validation/rules';
import { STORED_STATUSES, type StoredStatus } from './contact.entity';

/** The statuses that the API shows. */
export const CONTACT_STATUSES = ['free', 'cooling_down', 'do_not_contact', 'bounced', 'opted_out'] as const;
export type ContactStatus = (typeof CONTACT_STATUSES)[number];

export const MAX_REASON_LENGTH = 200;

const STATUS =
  '`free`: can be mailed. `cooling_down`: not before `free_at`, by the person\'s own "ask me later" or the contact rules. `do_not_contact`: kept from mails by the team. `bounced`: mails do not arrive. `opted_out`: the person wants no mails. `bounced` and `opted_out` stop every mail.';
const REASON = 'Why the contact has its status, in the words of who has set it.';

/** The sentence for who tries to set what follows from other things. */
export const COOLING_DOWN_CANNOT_BE_SET =
  'cooling_down cannot be set: it follows from what the person asked for and from the contact rules of the project.';

/** The mailbox that an address, with or without a display name, stands for; null for anything else. */
export function contactMailbox(email: string): string | null {
  const mailbox = parseMailbox(email);
  return mailbox && canonicalMailbox(mailbox.address);
}

export const NO_ADDRESS = 'Enter an email address, or a name with one: Ada <ada@example.com>.';

const emailViolation: Check = (value) =>
  typeof value !== 'string' || contactMailbox(value) !== null
    ? null
    : { code: 'invalid_input', detail: NO_ADDRESS };

const settableViolation: Check = (value) =>
  value === 'cooling_down' ? { code: 'invalid_input', detail: COOLING_DOWN_CANNOT_BE_SET } : null;

const SETTABLE =
  'The new status; `cooling_down` cannot be set. To change `opted_out` takes the scope `*` and a `reason`.';
const NEW_REASON = `${REASON} Left out: stays while the status does, and is emptied when that changes.`;

/** Body that adds a contact or sets its status. */
export class SetContactDto {
  @TextField({
    description: 'An address, or `Display Name <address>`, of which the name is dropped.',
    example: 'Ada Lovelace <ada@example.com>',
    trim: trimIdentifier,
    maxLength: MAX_IDENTIFIER_LENGTH,
    rules: [Satisfies('email', emailViolation)],
  })
  email: string;

  @ChoiceField({ description: SETTABLE, choices: STORED_STATUSES, example: 'free' })
  @Satisfies('settable', settableViolation)
  status: StoredStatus;

  @TextField({ description: NEW_REASON, optional: true, blank: true, maxLength: MAX_REASON_LENGTH })
  reason?: string;
}

/** Body that changes a contact; what is left out stays as it is. */
export class UpdateContactDto {
  @ChoiceField({ description: SETTABLE, choices: STORED_STATUSES, optional: true })
  @Satisfies('settable', settableViolation)
  status?: StoredStatus;

  @TextField({
    description: NEW_REASON,
    example: 'Asked by phone to be left alone until summer.',
    optional: true,
    blank: true,
    maxLength: MAX_REASON_LENGTH,
  })
  reason?: string;
}

/** Page and filters of the list of contacts. */
export class ContactListQuery extends PageQuery {
  @ChoiceField({ description: 'Only contacts with this status.', choices: CONTACT_STATUSES, optional: true })
  status?: ContactStatus;

  @TextField({
    description: 'Part of the address; several parts must all occur. Upper and lower case are equal.',
    optional: true,
    blank: true,
  })
  search?: string;
}

/** A contact as read from the database. */
export interface ContactRow {
  id: string;
  mailbox: string;
  status: ContactStatus;
  freeAt: Date | null;
  reason: string;
  createdAt: Date;
  updatedAt: Date;
  lastInvitedAt: Date | null;
  lastParticipatedAt: Date | null;
}

/** One mailbox of the project. */
export class ContactDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  // Without the format `email`, which knows no letters beyond ASCII before the @.
  @ApiProperty({
    description: 'The address in lower case, its domain in ASCII, without a name.',
    example: 'ada@example.com',
  })
  email: string;

  @ApiProperty({ type: String, format: 'date-time' })
  created_at: string;

  @ApiProperty({ type: String, format: 'date-time' })
  updated_at: string;

  @ApiProperty({ enum: CONTACT_STATUSES, description: STATUS })
  status: ContactStatus;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'With `cooling_down`: until when. Else null.',
  })
  free_at: string | null;

  @ApiProperty({ description: `${REASON} Empty for none.`, example: '' })
  reason: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When the latest invite was sent, or queued if it waits, over all topics of the project.',
  })
  last_invited_at: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When the latest interview was completed, over all topics of the project.',
  })
  last_participated_at: string | null;
}

/** Maps a contact as read from the database. */
export function toContactDto(row: ContactRow): ContactDto {
  return {
    id: row.id,
    email: row.mailbox,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    status: row.status,
    free_at: row.status === 'cooling_down' ? toIso(row.freeAt) : null,
    reason: row.reason,
    last_invited_at: toIso(row.lastInvitedAt),
    last_participated_at: toIso(row.lastParticipatedAt),
  };
}

function toIso(time: Date | null): string | null {
  return time?.toISOString() ?? null;
}
