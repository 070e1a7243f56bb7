import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Caller } from '../../auth/caller';
import { InviteMailRenderer } from '../../mail/invite-mail-renderer';
import { MailFailure } from '../../mail/mail-failure';
import { MailService } from '../../mail/mail.service';
import { TestLinkService } from '../../sharing/test-link.service';
import { userNameOf } from '../../identifiers/identifier';
import { TopicsService } from '../../topics/topics.service';
import { fullName } from '../../users/user.dto';
import { UsersService } from '../../users/users.service';
import type { InviteCopyDto, TestInviteResultDto } from './invite.dto';

/** Mails test invites to the caller. */
@Injectable()
export class TestInvitesService {
  constructor(
    private readonly topics: TopicsService,
    private readonly testLinks: TestLinkService,
    private readonly users: UsersService,
    private readonly renderer: InviteMailRenderer,
    private readonly mail: MailService,
  ) {}

  /**
   * Sends the caller an invite that is marked as a test and has their test link. It is no delivery of the topic.
   * @throws ServiceUnavailable no mail server is configured
   * @throws NotFound
   */
  async send(caller: Caller, topicId: string, body: InviteCopyDto): Promise<TestInviteResultDto> {
    this.mail.assertConfigured();
    const topic = await this.topics.getSummary(caller, topicId);
    const to = await this.users.addressee(caller.userId);
    const { interview_url: interviewUrl } = await this.testLinks.get(caller, topicId);
    const mail = this.renderer.render(
      {
        kind: 'invite',
        language: topic.mail_language,
        deadline: topic.deadline,
        timeZone: topic.time_zone,
        topic: topic.topic,
        subject: body.subject || topic.invite_subject,
        message: body.message || topic.invite_message,
        senderName: fullName(topic.created_by),
        notice: topic.notice,
        isTest: true,
      },
      { userName: to.name || userNameOf(to.address), interviewUrl, unsubscribeUrl: null },
    );
    const reason = await this.failureReason(
      this.mail.sendSoon({
        ...mail,
        id: randomUUID(),
        fromName: topic.from_name,
        to,
        replyTo: topic.created_by.email,
        unsubscribeUrl: null,
      }),
    );
    return { email: to.address, interview_url: interviewUrl, sent: reason === '', reason };
  }

  private async failureReason(sending: Promise<void>): Promise<string> {
    try {
      await sending;
      return '';
    } catch (error) {
      if (error instanceof MailFailure) return `error:${error.code}`;
      throw error;
    }
  }
}
