import { ApiProperty, PartialType } from '@nestjs/swagger';
import { LANGUAGES } from '../texts/languages';
import {
  AUDIT_READS,
  type AuditReads,
  MAIL_LANGUAGES,
  type MailLanguage,
  type Project,
  RETENTION_KINDS,
} from '../users/project.entity';
import {
  BooleanField,
  ChoiceField,
  ObjectField,
  ObjectListField,
  TextField,
  WholeNumberField,
} from '../validation/fields';
import { inviteCopyViolation } from '../validation/invite-copy';
import { Satisfies } from '../validation/rules';
import { timeZoneCheck } from '../validation/time-zone';
import {
  ConsentTextChangeDto,
  ConsentTextDto,
  consentTextCheck,
  oneLineCheck,
  privacyUrlCheck,
  RetentionChangeDto,
  RetentionDto,
  retentionCheck,
  toRetentionDto,
} from './privacy-settings';
import { MAX_WINDOWS, SendingWindowDto, sendingWindowsCheck } from './sending-windows';

const MAX_NAME_LENGTH = 200;
const MAX_SENDER_NAME_LENGTH = 100;
const MAX_PER_CONTACT = 1000;
const MAX_CONTROLLER_LENGTH = 200;
const MAX_CONTACT_LENGTH = 300;
const MAX_URL_LENGTH = 500;
const MAX_DAYS = 3650;

const RULE = 'Null, together with the other half of the rule, for no limit.';
const NAME = 'Name of the project; no other project of this server may have it.';
const LANGUAGE = 'Language of the mails of topics that have none of their own; null for English.';
const SENDER =
  'Name in front of the address that invites, reminders and thanks come from; empty for the name that is configured for the server. Plain text without links.';
const TIME_ZONE =
  'IANA name of the time zone in which mails write the deadline, and the project reads dates.';
const WINDOWS =
  'Hours in `time_zone` in which invites, reminders and thanks leave; what is due outside waits for the next window. Empty for always.';
const INVITES =
  'A contact gets at most this many invites in `max_invites_days`, over all topics of the project.';
const INVITES_DAYS = 'Days back from now in which the invites of a contact are counted.';
const PARTICIPATIONS =
  'A contact is not invited after this many completed interviews in `max_participations_days`, over all topics of the project.';
const PARTICIPATIONS_DAYS = 'Days back from now in which the completed interviews of a contact are counted.';
const CONTROLLER =
  'Name of who is responsible for the data. Shown with `controller_contact` and `privacy_url` on the consent page and at the foot of mails; empty for none.';
const CONTROLLER_CONTACT = 'How interviewees reach them: a mail or postal address in one line.';
const PRIVACY_URL = 'Address of their privacy notice.';
const CONSENT =
  'Own text of the consent page, in place of the points that Parley brings. Each text that people consented to is kept.';
const READS =
  'The reads that the audit trail holds: `none`, `exports` of responses, contacts and invites, or `all`, reads of responses too.';
const RETENTION =
  'Days after which data is deleted, by kind, once a day; null keeps it. `project_retention_retrieve` tells what the next run would delete.';
const REMINDERS = 'Whether reminders count as invites.';

class SettingsFields {
  @TextField({ description: NAME, maxLength: MAX_NAME_LENGTH })
  name: string;

  @ChoiceField({ description: LANGUAGE, choices: MAIL_LANGUAGES, nullable: true })
  mail_language: MailLanguage | null;

  @TextField({
    description: SENDER,
    example: 'Acme Research',
    blank: true,
    maxLength: MAX_SENDER_NAME_LENGTH,
    rules: [Satisfies('isSenderName', (name: string) => inviteCopyViolation(name, { lineBreaks: false }))],
  })
  sender_name: string;

  @TextField({
    description: TIME_ZONE,
    example: 'Europe/Berlin',
    rules: [Satisfies('isTimeZone', timeZoneCheck)],
  })
  time_zone: string;

  @ObjectListField({
    description: WINDOWS,
    item: () => SendingWindowDto,
    names: ['days', 'from', 'to'],
    max: MAX_WINDOWS,
    check: sendingWindowsCheck,
  })
  sending_windows: SendingWindowDto[];

  @WholeNumberField({ description: `${INVITES} ${RULE}`, min: 1, max: MAX_PER_CONTACT, nullable: true })
  max_invites: number | null;

  @WholeNumberField({ description: `${INVITES_DAYS} ${RULE}`, min: 1, max: MAX_DAYS, nullable: true })
  max_invites_days: number | null;

  @WholeNumberField({
    description: `${PARTICIPATIONS} ${RULE}`,
    min: 1,
    max: MAX_PER_CONTACT,
    nullable: true,
  })
  max_participations: number | null;

  @WholeNumberField({ description: `${PARTICIPATIONS_DAYS} ${RULE}`, min: 1, max: MAX_DAYS, nullable: true })
  max_participations_days: number | null;

  @BooleanField({ description: REMINDERS })
  count_reminders: boolean;

  @TextField({
    description: CONTROLLER,
    example: 'Acme GmbH',
    blank: true,
    maxLength: MAX_CONTROLLER_LENGTH,
    rules: [Satisfies('isOneLine', oneLineCheck)],
  })
  controller_name: string;

  @TextField({
    description: CONTROLLER_CONTACT,
    example: 'privacy@example.com',
    blank: true,
    maxLength: MAX_CONTACT_LENGTH,
    rules: [Satisfies('isOneLine', oneLineCheck)],
  })
  controller_contact: string;

  @TextField({
    description: PRIVACY_URL,
    example: 'https://example.com/privacy',
    blank: true,
    maxLength: MAX_URL_LENGTH,
    rules: [Satisfies('isPrivacyUrl', privacyUrlCheck)],
  })
  privacy_url: string;

  @ObjectField({
    description: `${CONSENT} A language that is left out stays as it is.`,
    item: () => ConsentTextChangeDto,
    names: LANGUAGES,
    check: consentTextCheck,
  })
  consent_text: ConsentTextChangeDto;

  @ChoiceField({ description: READS, choices: AUDIT_READS })
  audit_reads: AuditReads;

  @ObjectField({
    description: `${RETENTION} A kind that is left out stays as it is.`,
    item: () => RetentionChangeDto,
    names: RETENTION_KINDS,
    ofNumbers: true,
    check: retentionCheck,
  })
  retention: RetentionChangeDto;
}

/** Body that changes the settings of a project; what is left out stays as it is. */
export class UpdateProjectSettingsDto extends PartialType(SettingsFields, { skipNullProperties: false }) {}

/** The settings of a project. */
export class ProjectSettingsDto {
  @ApiProperty({ description: NAME, example: 'Acme' })
  name: string;

  @ApiProperty({ type: String, enum: MAIL_LANGUAGES, nullable: true, description: LANGUAGE, example: 'de' })
  mail_language: MailLanguage | null;

  @ApiProperty({ description: SENDER, example: 'Acme Research' })
  sender_name: string;

  @ApiProperty({ description: TIME_ZONE, example: 'Europe/Berlin' })
  time_zone: string;

  @ApiProperty({ type: [SendingWindowDto], description: WINDOWS })
  sending_windows: SendingWindowDto[];

  @ApiProperty({ type: 'integer', nullable: true, description: `${INVITES} Null: no limit.`, example: 2 })
  max_invites: number | null;

  @ApiProperty({ type: 'integer', nullable: true, description: INVITES_DAYS, example: 30 })
  max_invites_days: number | null;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: `${PARTICIPATIONS} Null: no limit.`,
    example: 1,
  })
  max_participations: number | null;

  @ApiProperty({ type: 'integer', nullable: true, description: PARTICIPATIONS_DAYS, example: 90 })
  max_participations_days: number | null;

  @ApiProperty({ description: REMINDERS, example: false })
  count_reminders: boolean;

  @ApiProperty({ description: CONTROLLER, example: 'Acme GmbH' })
  controller_name: string;

  @ApiProperty({ description: CONTROLLER_CONTACT, example: 'privacy@example.com' })
  controller_contact: string;

  @ApiProperty({ description: PRIVACY_URL, example: 'https://example.com/privacy' })
  privacy_url: string;

  @ApiProperty({ type: ConsentTextDto, description: CONSENT })
  consent_text: ConsentTextDto;

  @ApiProperty({ enum: AUDIT_READS, description: READS, example: 'exports' })
  audit_reads: AuditReads;

  @ApiProperty({ type: RetentionDto, description: RETENTION })
  retention: RetentionDto;
}

/** Maps a project to its settings. */
export function toProjectSettingsDto(project: Project): ProjectSettingsDto {
  return {
    name: project.name,
    mail_language: project.mailLanguage,
    sender_name: project.senderName,
    time_zone: project.timeZone,
    // PostgreSQL keeps the members of an object in an order of its own.
    sending_windows: project.sendingWindows.map(({ days, from, to }) => ({ days, from, to })),
    max_invites: project.maxInvites,
    max_invites_days: project.maxInvitesDays,
    max_participations: project.maxParticipations,
    max_participations_days: project.maxParticipationsDays,
    count_reminders: project.countReminders,
    controller_name: project.controllerName,
    controller_contact: project.controllerContact,
    privacy_url: project.privacyUrl,
    consent_text: {
      en: project.consentText.en ?? '',
      de: project.consentText.de ?? '',
      es: project.consentText.es ?? '',
    },
    audit_reads: project.auditReads,
    retention: toRetentionDto(project.retention),
  };
}
