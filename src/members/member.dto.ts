import { ApiProperty, PickType } from '@nestjs/swagger';
import { MAX_IDENTIFIER_LENGTH, parseMailbox, trimIdentifier } from '../identifiers/identifier';
import type { ProjectMembership } from '../users/project-membership.entity';
import { type Role, ROLES } from '../users/role';
import type { Check } from '../validation/checks';
import { ChoiceField, TextField } from '../validation/fields';
import { inviteCopyViolation } from '../validation/invite-copy';
import { Satisfies } from '../validation/rules';

const MAX_NAME_LENGTH = 150;

const ROLE = '`viewer`: reads. `researcher`: writes too. `admin`: also members, keys of others and settings.';

const addressViolation: Check = (value) =>
  typeof value !== 'string' || parseMailbox(value) !== null
    ? null
    : { code: 'invalid_input', detail: 'Enter an email address.' };

/** A name stands in mails in the person's name, so it has the rules of invite copy. */
const IsName = () => Satisfies('isName', (name: string) => inviteCopyViolation(name, { lineBreaks: false }));

/** Body that adds a member to the project. */
export class AddMemberDto {
  @TextField({
    description: 'Address of the person, with or without a name before it.',
    example: 'grace@example.com',
    trim: trimIdentifier,
    maxLength: MAX_IDENTIFIER_LENGTH,
    rules: [Satisfies('email', addressViolation)],
  })
  email: string;

  @ChoiceField({ description: ROLE, choices: ROLES, example: 'researcher' })
  role: Role;

  @TextField({
    description: 'First name, for a person whom this server does not know yet.',
    example: 'Grace',
    optional: true,
    blank: true,
    maxLength: MAX_NAME_LENGTH,
    rules: [IsName()],
  })
  first_name?: string;

  @TextField({
    description: 'Last name, likewise.',
    example: 'Hopper',
    optional: true,
    blank: true,
    maxLength: MAX_NAME_LENGTH,
    rules: [IsName()],
  })
  last_name?: string;
}

/** Body that changes the role of a member. */
export class UpdateMemberDto extends PickType(AddMemberDto, ['role']) {}

/** A person who works in the project. */
export class MemberDto {
  @ApiProperty({ format: 'uuid', description: 'Id of the user.' })
  id: string;

  @ApiProperty({ format: 'email', example: 'grace@example.com' })
  email: string;

  @ApiProperty({ example: 'Grace' })
  first_name: string;

  @ApiProperty({ example: 'Hopper' })
  last_name: string;

  @ApiProperty({ enum: ROLES, enumName: 'Role', description: ROLE })
  role: Role;

  @ApiProperty({ type: String, format: 'date-time', description: 'When the person became a member.' })
  created_at: string;
}

/** A person who was just added. */
export class NewMemberDto extends MemberDto {
  @ApiProperty({
    description:
      'Whether the mail server accepted the invitation. If not, the person can ask for a link at /sign-in.',
  })
  invitation_sent: boolean;
}

/** Maps a membership, loaded with its user. */
export function toMemberDto({ user, role, createdAt }: ProjectMembership): MemberDto {
  return {
    id: user.id,
    email: user.email,
    first_name: user.firstName,
    last_name: user.lastName,
    role,
    created_at: createdAt.toISOString(),
  };
}
