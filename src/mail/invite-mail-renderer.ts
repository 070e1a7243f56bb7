import { inline } from '@css-inline/css-inline';
import { Injectable } from '@nestjs/common';
import Handlebars from 'handlebars';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inviteCopyViolation } from '../validation/invite-copy';
import { headerText } from './fast-path/header-text';

/** What an invite is made of; stored copy is checked again before it is used. */
export interface InviteCopy {
  topic: string;
  /** Subject for this send or of the topic; blank for the default. */
  subject: string;
  /** The researcher's own text; blank for the default. */
  message: string;
  /** Who invites; blank when unknown. */
  senderName: string;
  /** Marks the mail as a test, in subject and body. */
  isTest?: boolean;
}

/** Whom an invite greets and where it leads. */
export interface InviteRecipient {
  userName: string;
  interviewUrl: string;
}

/** Subject and both bodies. */
export interface RenderedInvite {
  subject: string;
  html: string;
  text: string;
}

const MAX_TOPIC_LENGTH = 200;
const INLINE_OPTIONS = {
  inlineStyleTags: true,
  keepStyleTags: false,
  keepAtRules: false,
  minifyCss: true,
  loadRemoteStylesheets: false,
};
const TEMPLATES = join(__dirname, 'templates');

/** The parts of an invite whose text could not be used, so that a default stands there instead. */
export const INVITE_FALLBACKS = ['topic', 'subject', 'message', 'user_name'] as const;
export type InviteFallback = (typeof INVITE_FALLBACKS)[number];

/** Renders invites: the same for preview and for sending. */
@Injectable()
export class InviteMailRenderer {
  // CSS is inlined into the template once, not into every mail.
  private readonly html = Handlebars.compile(inline(read('invite.html.hbs'), INLINE_OPTIONS));
  private readonly text = Handlebars.compile(read('invite.text.hbs'), { noEscape: true });

  /** Subject and both bodies for one person. */
  render(copy: InviteCopy, recipient: InviteRecipient): RenderedInvite {
    return this.forCopy(copy)(recipient);
  }

  /** Which parts of the copy cannot stand in a mail, because they hold a link or hidden characters. */
  fallbacksOf({ topic, subject, message }: InviteCopy): InviteFallback[] {
    return [
      ...(topic.trim() !== '' && safeTopic(topic) === '' ? (['topic'] as const) : []),
      ...(inviteCopyViolation(subject, { lineBreaks: false }) ? (['subject'] as const) : []),
      ...(inviteCopyViolation(message, { lineBreaks: true }) ? (['message'] as const) : []),
    ];
  }

  /** The same for many people: what depends on the copy alone is checked and made once. */
  forCopy(copy: InviteCopy): (recipient: InviteRecipient) => RenderedInvite {
    const topic = safeTopic(copy.topic);
    const message = inviteCopyViolation(copy.message, { lineBreaks: true }) ? '' : copy.message.trim();
    const shared = {
      topic,
      message_lines: message === '' ? [] : message.split(/\r\n|\r|\n/).map((line) => line.trimEnd()),
      sender_name: copy.senderName,
      is_test: copy.isTest ?? false,
    };
    const subject = headerText((copy.isTest ? '[Test] ' : '') + subjectOf(copy.subject, topic));
    return ({ userName, interviewUrl }) => {
      const variables = { ...shared, user_name: userName, interview_url: interviewUrl };
      return { subject, html: this.html(variables), text: this.text(variables) };
    };
  }
}

function subjectOf(subject: string, topic: string): string {
  if (subject.trim() !== '' && !inviteCopyViolation(subject, { lineBreaks: false })) return subject.trim();
  return topic === ''
    ? 'Got 5 minutes for a quick research interview?'
    : `Got 5 minutes to talk about ${topic}?`;
}

/** The topic on one line and not too long; empty when it would smuggle a link into the mail. */
function safeTopic(topic: string): string {
  const characters = Array.from(
    topic
      .slice(0, 4 * MAX_TOPIC_LENGTH)
      .trim()
      .replace(/\s+/gu, ' '),
  );
  const line =
    characters.length > MAX_TOPIC_LENGTH
      ? `${characters
          .slice(0, MAX_TOPIC_LENGTH - 1)
          .join('')
          .trimEnd()}…`
      : characters.join('');
  return inviteCopyViolation(line, { lineBreaks: false }) ? '' : line;
}

function read(name: string): string {
  return readFileSync(join(TEMPLATES, name), 'utf8');
}
