import { MAX_IDENTIFIER_LENGTH } from '../../identifiers/identifier';
import { BooleanField, TextField, TextListField, TimeField } from '../../validation/fields';
import { IsInviteCopy } from '../../validation/rules';

const MAX_NAMED = 100_000;

/** Body that reminds people. */
export class RemindDto {
  @TextListField({
    description: 'Only these people, exactly as listed in the topic. Default: everybody who is due.',
    example: ['Ada Lovelace <ada@example.com>'],
    optional: true,
    max: MAX_NAMED,
    item: { maxLength: MAX_IDENTIFIER_LENGTH },
  })
  identifiers?: string[];

  @TextField({
    description:
      "Subject of these mails. Default: the topic's `reminder_subject`, also when blank. Plain text without links.",
    example: 'Still time for a few questions about planning',
    optional: true,
    blank: true,
    maxLength: 255,
    rules: [IsInviteCopy({ lineBreaks: false })],
  })
  subject?: string;

  @TextField({
    description:
      "Message of these mails. Default: the topic's `reminder_message`, also when blank. Plain text without links.",
    example: 'Your answers would help us a lot, and take only a few minutes.',
    optional: true,
    blank: true,
    maxLength: 1000,
    rules: [IsInviteCopy({ lineBreaks: true })],
  })
  message?: string;

  @BooleanField({
    description: 'true: return the results that the call would have, and store and send nothing.',
    optional: true,
    default: false,
  })
  dry_run?: boolean;

  @BooleanField({
    description:
      'true: also remind contacts that are marked `do_not_contact` or were contacted recently. Needs `override_reason`. Nothing overrides `opted_out` and `bounced`.',
    optional: true,
    default: false,
  })
  override_contact_rules?: boolean;

  @TextField({
    description: 'Why the contact rules do not apply to these mails; shown in the audit trail.',
    example: 'All of them asked to be reminded.',
    optional: true,
    blank: true,
    maxLength: 200,
  })
  override_reason?: string;

  @TimeField({
    description:
      'When the mails go out, at most 90 days ahead; whether a person may be mailed is decided again then. Default: at once.',
    example: null,
    optional: true,
  })
  send_at?: string | null;
}
