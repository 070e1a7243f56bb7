import { ApiProperty, PartialType } from '@nestjs/swagger';
import { MAIL_LANGUAGES, type MailLanguage, type Project } from '../users/project.entity';
import {
  BooleanField,
  ChoiceField,
  ObjectListField,
  TextField,
  WholeNumberField,
} from '../validation/fields';
import { inviteCopyViolation } from '../validation/invite-copy';
import { Satisfies } from '../validation/rules';
import { timeZoneCheck } from '../validation/time-zone';
import { MAX_WINDOWS, SendingWindowDto, sendingWindowsCheck } from './sending-windows';

const MAX_NAME_LENGTH = 200;
const MAX_SENDER_NAME_LENGTH = 100;
const MAX_PER_CONTACT = 1000;
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
  };
}
