import { ApiProperty, PartialType } from '@nestjs/swagger';
import { type Language, LANGUAGES } from '../texts/languages';
import { RETENTION_KINDS, type RetentionKind } from '../users/project.entity';
import { type Check, NOT_AN_OBJECT, textCheck } from '../validation/checks';
import { parseUrl } from '../config/parse-url';

/** About three pages. */
export const MAX_CONSENT_LENGTH = 10_000;
export const MAX_RETENTION_DAYS = 36_500;

const consentText = (name: string) => ({
  description: `In ${name}; empty for the text that Parley brings.`,
  maxLength: MAX_CONSENT_LENGTH,
  example: '',
});

/** The project's own consent text in each language of the interview page. */
export class ConsentTextDto implements Record<Language, string> {
  @ApiProperty(consentText('English'))
  en: string;

  @ApiProperty(consentText('German'))
  de: string;

  @ApiProperty(consentText('Spanish'))
  es: string;
}

/** The texts to change. */
export class ConsentTextChangeDto extends PartialType(ConsentTextDto) {}

const days = (what: string) => ({
  type: 'integer' as const,
  minimum: 1,
  maximum: MAX_RETENTION_DAYS,
  nullable: true,
  description: `${what} Null keeps it.`,
  example: null,
});

/** Days after which data is deleted, by kind; null keeps it. */
export class RetentionDto implements Record<RetentionKind, number | null> {
  @ApiProperty(days('Interviews with all that was said, after their last activity.'))
  responses: number | null;

  @ApiProperty(days('Links to recordings of voice calls, after the report of the call.'))
  recordings: number | null;

  @ApiProperty(
    days('Invites, reminders and thanks of links that cannot be mailed any more, after they were queued.'),
  )
  ledger: number | null;

  @ApiProperty(days('Reports of voice calls as the provider sent them; transcripts stay in the responses.'))
  voice_reports: number | null;

  @ApiProperty(days('Events of the audit trail.'))
  audit: number | null;
}

/** The days to change. */
export class RetentionChangeDto extends PartialType(RetentionDto, { skipNullProperties: false }) {}

/** The days of all kinds. @param stored may lack some */
export function toRetentionDto(stored: Partial<Record<RetentionKind, number | null>>): RetentionDto {
  return {
    responses: stored.responses ?? null,
    recordings: stored.recordings ?? null,
    ledger: stored.ledger ?? null,
    voice_reports: stored.voice_reports ?? null,
    audit: stored.audit ?? null,
  };
}

const consentTextRules = textCheck({ blank: true, maxLength: MAX_CONSENT_LENGTH });

/** Each member that was sent is a text. */
export const consentTextCheck: Check<object> = membersCheck(LANGUAGES, consentTextRules);

/** Each member that was sent is null or a number of days. */
export const retentionCheck: Check<object> = membersCheck(RETENTION_KINDS, (value) =>
  value === null || (Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MAX_RETENTION_DAYS)
    ? null
    : { code: 'invalid_input', detail: `Must be a whole number from 1 to ${MAX_RETENTION_DAYS}, or null.` },
);

function membersCheck(names: readonly string[], check: Check): Check<object> {
  return (sent) => {
    if (sent === null || typeof sent !== 'object' || Array.isArray(sent)) return NOT_AN_OBJECT;
    for (const name of names) {
      if (!Object.hasOwn(sent, name)) continue;
      const violation = check((sent as Record<string, unknown>)[name]);
      if (violation) return { ...violation, path: [name] };
    }
    return null;
  };
}

/** A page that can be linked to, or nothing. */
export const privacyUrlCheck: Check<string> = (text) => {
  const url = parseUrl(text);
  return url?.protocol === 'https:' || url?.protocol === 'http:'
    ? null
    : { code: 'invalid_input', detail: 'Must be an address that begins with https://.' };
};

/** One line, because it stands in a line of mails and pages. */
export const oneLineCheck: Check<string> = (text) =>
  /[\p{Cc}\u2028\u2029]/u.test(text)
    ? { code: 'invalid_input', detail: 'Must be one line without control characters.' }
    : null;
