import { inline } from '@css-inline/css-inline';
import { Injectable } from '@nestjs/common';
import Handlebars from 'handlebars';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inviteCopyViolation } from '../validation/invite-copy';
import { headerText } from './fast-path/mime-message';

/** The texts of an invite. Rendering checks them again and does not rely on earlier validation. */
export interface InviteCopy {
  topic: string;
  /** Subject of the send or the topic; blank for the default. */
  subject: string;
  /** Message of the researcher, which replaces the default body; blank for the default. */
  message: string;
  /** Name of the person who invites; blank when unknown. */
  senderName: string;
  /** Whether to mark subject and body as a test. */
  isTest?: boolean;
}

/** The parts of an invite that differ from person to person. */
export interface InviteRecipient {
  userName: string;
  interviewUrl: string;
}

/** A rendered invite, with the body as HTML and as plain text. */
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

/** The parts of an invite whose text cannot stand in a mail, so that a default takes its place. */
export const INVITE_FALLBACKS = ['topic', 'subject', 'message', 'user_name'] as const;
export type InviteFallback = (typeof INVITE_FALLBACKS)[number];

/** Renders invites, for previews and for sending alike. */
@Injectable()
export class InviteMailRenderer {
  // CSS is inlined into the template once instead of into every mail.
  private readonly html = Handlebars.compile(inline(read('invite.html.hbs'), INLINE_OPTIONS));
  private readonly text = Handlebars.compile(read('invite.text.hbs'), { noEscape: true });

  /** Renders the invite of one person. */
  render(copy: InviteCopy, recipient: InviteRecipient): RenderedInvite {
    return this.forCopy(copy)(recipient);
  }

  /** Returns the parts of the copy that cannot stand in a mail, because they have a link or hidden characters. */
  fallbacksOf({ topic, subject, message }: InviteCopy): InviteFallback[] {
    return [
      ...(topic.trim() !== '' && safeTopic(topic) === '' ? (['topic'] as const) : []),
      ...(inviteCopyViolation(subject, { lineBreaks: false }) ? (['subject'] as const) : []),
      ...(inviteCopyViolation(message, { lineBreaks: true }) ? (['message'] as const) : []),
    ];
  }

  /** Returns a function that renders for many people; texts that are the same for all are prepared once. */
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

/** The topic in one line, shortened. Empty when it contains a link or markup, which invites must not have. */
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
