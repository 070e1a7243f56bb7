import { Injectable } from '@nestjs/common';
import type { Caller } from '../../auth/caller';
import { Settings } from '../../config/settings';
import { InvalidRequestContent } from '../../errors/domain-errors';
import { InviteMailRenderer } from '../../mail/invite-mail-renderer';
import { interviewUrl } from '../../sharing/link.dto';
import { parseMailbox, userNameOf } from '../../identifiers/identifier';
import { identifiersOf } from '../../topics/targeting';
import { TopicsService } from '../../topics/topics.service';
import { fullName } from '../../users/user.dto';
import type { InvitePreviewDto, PreviewInviteDto } from './invite.dto';

/** Shows invites without sending them. Writes nothing and reads no link. */
@Injectable()
export class InvitePreviewsService {
  constructor(
    private readonly settings: Settings,
    private readonly topics: TopicsService,
    private readonly renderer: InviteMailRenderer,
  ) {}

  /**
   * The invite as that person would get it, with a placeholder for the link.
   * @throws NotFound
   * @throws InvalidRequestContent the person is not targeted, or nobody is
   */
  async preview(caller: Caller, topicId: string, body: PreviewInviteDto): Promise<InvitePreviewDto> {
    const topic = await this.topics.getDetails(caller, topicId);
    const identifiers = identifiersOf(topic);
    const identifier = body.interviewee_identifier || identifiers[0];
    if (identifier === undefined || !identifiers.includes(identifier)) {
      throw new InvalidRequestContent(
        'invalid_input',
        "Topic has no targeted interviewees, or the given interviewee_identifier is not one of this topic's interviewee_emails or interviewee_distinct_ids.",
        identifier === undefined ? null : 'interviewee_identifier',
      );
    }
    const mailbox = parseMailbox(identifier);
    const userName = userNameOf(identifier, mailbox);
    const interview = interviewUrl(this.settings.publicUrl, 'preview');
    const { subject, html } = this.renderer.render(
      {
        topic: topic.topic,
        subject: body.subject || topic.invite_subject,
        message: body.message || topic.invite_message,
        senderName: fullName(topic.created_by),
      },
      { userName, interviewUrl: interview },
    );
    return {
      interviewee_identifier: identifier,
      user_name: userName,
      email: mailbox?.address ?? null,
      subject,
      html,
      interview_url: interview,
      emailable: mailbox !== null,
      is_preview_link: true,
    };
  }
}
