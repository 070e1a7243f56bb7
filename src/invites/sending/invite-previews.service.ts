import { Injectable } from '@nestjs/common';
import type { Caller } from '../../auth/caller';
import { Settings } from '../../config/settings';
import { InvalidRequestContent } from '../../errors/domain-errors';
import { ContactDecisionsService } from '../../contacts/contact-decisions.service';
import { greetingName } from '../../mail/greeting';
import { InviteMailRenderer } from '../../mail/invite-mail-renderer';
import { interviewUrl } from '../../sharing/interview-links';
import { canonicalMailbox, parseMailbox, userNameOf } from '../../identifiers/identifier';
import { TopicsService } from '../../topics/topics.service';
import { fullName } from '../../users/user.dto';
import type { InvitePreviewDto, PreviewInviteDto } from './invite.dto';

/** Renders previews of invites. Stores nothing and reads no link. */
@Injectable()
export class InvitePreviewsService {
  constructor(
    private readonly settings: Settings,
    private readonly topics: TopicsService,
    private readonly renderer: InviteMailRenderer,
    private readonly decisions: ContactDecisionsService,
  ) {}

  /**
   * Renders the invite that a person would get, with a placeholder for the link.
   * @throws NotFound
   * @throws InvalidRequestContent the topic does not target the person, or targets no people
   */
  async preview(caller: Caller, topicId: string, body: PreviewInviteDto): Promise<InvitePreviewDto> {
    const topic = await this.topics.getSummary(caller, topicId);
    const wanted = body.interviewee_identifier || null;
    const identifier = await this.topics.findTargeted(caller, topicId, wanted);
    if (identifier === null) {
      throw new InvalidRequestContent(
        'invalid_input',
        "Topic has no targeted interviewees, or the given interviewee_identifier is not one of this topic's interviewee_emails or interviewee_distinct_ids.",
        wanted === null ? null : 'interviewee_identifier',
      );
    }
    const mailbox = parseMailbox(identifier);
    const userName = userNameOf(identifier, mailbox);
    const interview = interviewUrl(this.settings.publicUrl, 'preview');
    const copy = {
      kind: 'invite' as const,
      language: topic.mail_language,
      deadline: topic.deadline,
      timeZone: topic.time_zone,
      topic: topic.topic,
      subject: body.subject || topic.invite_subject,
      message: body.message || topic.invite_message,
      senderName: fullName(topic.created_by),
      notice: topic.notice,
    };
    const greeting = greetingName(identifier, mailbox);
    const { subject, html } = this.renderer.render(copy, {
      userName: greeting,
      interviewUrl: interview,
      unsubscribeUrl: `${this.settings.publicUrl}/unsubscribe/preview`,
    });
    const fallbacks = this.renderer.fallbacksOf(copy, greeting);
    return {
      interviewee_identifier: identifier,
      user_name: userName,
      email: mailbox?.address ?? null,
      subject,
      html,
      interview_url: interview,
      emailable: mailbox !== null && (await this.isFree(topicId, mailbox.address)),
      is_preview_link: true,
      fallbacks: greeting === userName ? fallbacks : [...fallbacks, 'user_name'],
    };
  }
  private async isFree(topicId: string, address: string): Promise<boolean> {
    const mailboxes = [canonicalMailbox(address)];
    const refusals = await this.decisions.refusals({ topicId, kind: 'invite', mailboxes, overridden: false });
    return refusals.size === 0;
  }
}
