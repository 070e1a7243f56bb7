import { Injectable, Logger } from '@nestjs/common';
import { skipAudit } from '../audit/skip-audit';
import type { Caller } from '../auth/caller';
import { type Transaction, TransactionRunner } from '../database/transaction-runner';
import { Conflict, NotFound } from '../errors/domain-errors';
import { toLogFields } from '../errors/to-log-fields';
import { parseMailbox } from '../identifiers/identifier';
import { DEFAULT_PAGE_SIZE, type PageQuery } from '../pagination/page.dto';
import { PageResult } from '../pagination/page-result';
import { ProjectSettingsService } from '../project-settings/project-settings.service';
import { INVITATION_MINUTES, SignInLinksService } from '../sign-in/sign-in-links.service';
import { SignInMailer } from '../sign-in/sign-in-mailer';
import type { ProjectMembership } from '../users/project-membership.entity';
import type { Role } from '../users/role';
import { UsersService } from '../users/users.service';
import { type AddMemberDto, type MemberDto, type NewMemberDto, toMemberDto } from './member.dto';
import { MembersRepository } from './members.repository';

/** The people who work in a project, and what each may do. */
@Injectable()
export class MembersService {
  private readonly logger = new Logger(MembersService.name);

  constructor(
    private readonly transactions: TransactionRunner,
    private readonly members: MembersRepository,
    private readonly users: UsersService,
    private readonly settings: ProjectSettingsService,
    private readonly links: SignInLinksService,
    private readonly mailer: SignInMailer,
  ) {}

  /** One page of the members, in the order in which they joined. */
  async list({ projectId }: Caller, query: PageQuery): Promise<PageResult<MemberDto>> {
    const { limit = DEFAULT_PAGE_SIZE, offset = 0 } = query;
    const [members, count] = await this.members.findPage(projectId, { limit, offset });
    return new PageResult(members.map(toMemberDto), { count, limit, offset });
  }

  /**
   * Adds a member, makes the user where there is none, and mails a link that signs in.
   * @throws ServiceUnavailable no mail server is configured; nothing is written
   * @throws Conflict `already_member`
   */
  async add(caller: Caller, body: AddMemberDto): Promise<NewMemberDto> {
    this.mailer.assertConfigured();
    const { projectId } = caller;
    const member = await this.transactions.run(async (tx) => {
      const userId = await this.users.ensureUser(newUserOf(body), tx);
      if (!(await this.members.insert(tx, projectId, userId, body.role)))
        throw new Conflict('already_member', 'This person is a member of the project already.', 'email');
      return this.find(tx, projectId, userId);
    });
    return { ...toMemberDto(member), invitation_sent: await this.invite(caller, member.userId) };
  }

  /**
   * Changes a member's role, from their next request on.
   * @throws NotFound, Conflict `last_admin`
   */
  async update({ projectId }: Caller, userId: string, role: Role): Promise<MemberDto> {
    return this.transactions.run(async (tx) => {
      await this.members.lock(tx, projectId);
      const member = await this.find(tx, projectId, userId);
      if (member.role === role) return skipAudit(toMemberDto(member));
      await this.assertAdminStays(tx, member);
      await this.members.setRole(tx, projectId, userId, role);
      return toMemberDto({ ...member, role });
    });
  }

  /**
   * Removes a member; their session and keys do not reach the project from the next request on.
   * @throws NotFound, Conflict `last_admin`
   */
  async remove({ projectId }: Caller, userId: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      await this.members.lock(tx, projectId);
      await this.assertAdminStays(tx, await this.find(tx, projectId, userId));
      await this.members.delete(tx, projectId, userId);
    });
  }

  /** Call it under the lock: of two requests that would leave no admin, the second waits for the first, and fails. */
  private async assertAdminStays(tx: Transaction, { projectId, role }: ProjectMembership): Promise<void> {
    if (role !== 'admin' || (await this.members.countAdmins(tx, projectId)) > 1) return;
    throw new Conflict(
      'last_admin',
      'This is the last admin of the project. Make another member admin first.',
    );
  }

  private async find(tx: Transaction, projectId: string, userId: string): Promise<ProjectMembership> {
    const member = await this.members.find(tx, projectId, userId);
    if (!member) throw new NotFound('The project has no member with this id.');
    return member;
  }

  /** Returns whether the mail server has accepted the invitation. */
  private async invite(caller: Caller, userId: string): Promise<boolean> {
    try {
      const [to, inviter, { name: project, mail_language: language }, url] = await Promise.all([
        this.users.addressee(userId),
        this.users.addressee(caller.userId),
        this.settings.get(caller),
        this.links.create(userId, {
          validMinutes: INVITATION_MINUTES,
          next: `/console/p/${caller.projectId}/topics`,
        }),
      ]);
      await this.mailer.sendInvitation(to, url, language ?? 'en', { inviter, project });
      return true;
    } catch (error) {
      this.logger.warn({ msg: 'invitation to a project not sent', ...toLogFields(error) });
      return false;
    }
  }
}

function newUserOf({ email, first_name, last_name }: AddMemberDto) {
  const mailbox = parseMailbox(email);
  return {
    email: mailbox?.address ?? email,
    firstName: first_name ?? mailbox?.name ?? '',
    lastName: last_name ?? '',
  };
}
