import { Injectable } from '@nestjs/common';
import type { MailKind } from '../ledger/invite-batch.entity';
import type { Language } from '../texts/languages';
import { controllerLine, type PrivacyNotice } from '../project-settings/privacy-notice';
import { interviewTextsOf } from '../texts/interview/by-language';
import { mailTextsOf } from '../texts/mail/by-language';
import { inviteCopyViolation } from '../validation/invite-copy';
import { hasNamePlaceholder } from '../validation/placeholders';
import { headerText } from './fast-path/mime-message';
import { compileMail, wrapText } from './mail-templates';
import { dayInWords, personalCopy } from './personal-copy';
import { safeTopic } from './safe-text';

/** The texts of a mail. Rendering checks them again and does not rely on earlier validation. */
export interface InviteCopy {
  kind: MailKind;
  language: Language;
  topic: string;
  /** Subject of the send or the topic, with placeholders; blank for the default. */
  subject: string;
  /** Message of the researcher, with placeholders, which replaces the default body; blank for the default. */
  message: string;
  /** When the topic stops taking answers; null without an end. */
  deadline: Date | null;
  /** IANA name of the time zone in which the deadline is written. */
  timeZone: string;
  /** Name of the person who invites; blank when unknown. */
  senderName: string;
  /** Who is responsible for the data; empty texts, or left out, for nobody named. */
  notice?: Pick<PrivacyNotice, 'controllerName' | 'controllerContact' | 'privacyUrl'>;
  /** Whether to mark subject and body as a test. */
  isTest?: boolean;
}

/** The parts of a mail that differ from person to person. */
export interface InviteRecipient {
  userName: string;
  interviewUrl: string;
  /** Page where the person says no; null for a test mail, which has no such link. */
  unsubscribeUrl: string | null;
}

/** A rendered mail, with the body as HTML and as plain text. */
export interface RenderedInvite {
  subject: string;
  html: string;
  text: string;
}

/** Limit of `invite_subject` as it is stored; filled placeholders can make it longer. */
const MAX_SUBJECT_LENGTH = 255;
/** About three times the limit of `invite_message`: bounds what a text of placeholders alone becomes. */
const MAX_MESSAGE_LENGTH = 3000;
const LINE_BREAK = /\r\n|\r|\n/;

/** The parts of an invite whose text cannot stand in a mail, so that a default takes its place. */
export const INVITE_FALLBACKS = ['topic', 'subject', 'message', 'user_name'] as const;
export type InviteFallback = (typeof INVITE_FALLBACKS)[number];

/** Renders invites, reminders and thanks, for previews and for sending alike. */
@Injectable()
export class InviteMailRenderer {
  private readonly template = compileMail('invite');

  /** Renders the mail of one person. */
  render(copy: InviteCopy, recipient: InviteRecipient): RenderedInvite {
    return this.forCopy(copy)(recipient);
  }

  /**
   * Returns the parts of the copy that cannot stand in a mail, because they have a link or hidden characters, or would
   * have some with the person's name filled in.
   */
  fallbacksOf(copy: InviteCopy, userName = ''): InviteFallback[] {
    const { topic, subjectFor, messageFor } = prepare(copy);
    return [
      ...(copy.topic.trim() !== '' && topic === '' ? (['topic'] as const) : []),
      ...(copy.subject.trim() !== '' && subjectFor(userName) === '' ? (['subject'] as const) : []),
      ...(copy.message.trim() !== '' && messageFor(userName) === '' ? (['message'] as const) : []),
    ];
  }

  /** Returns a function that renders for many people; texts that are the same for all are prepared once. */
  forCopy(copy: InviteCopy): (recipient: InviteRecipient) => RenderedInvite {
    const { topic, subjectFor, messageFor } = prepare(copy);
    const texts = mailTextsOf(copy.language);
    const kind = texts[copy.kind];
    const sender = copy.senderName || texts.team;
    const shared = {
      texts,
      kind,
      language: copy.language,
      topic,
      lead: topic === '' ? kind.lead : kind.leadToTopic,
      sender,
      preheader: kind.preheader(sender),
      reason: kind.reason(sender),
      is_test: copy.isTest ?? false,
      has_link: copy.kind !== 'thank_you',
      ...noticeOf(copy),
    };
    const wrapped = {
      wrapped_lead: shared.lead.map(wrapText),
      wrapped_body: kind.body.map(wrapText),
      wrapped_stop: wrapText(kind.howToStop ?? ''),
      wrapped_reason: wrapText(shared.reason),
      wrapped_opt_out: wrapText(`${kind.optOut.question} ${kind.optOut.link}:`),
      wrapped_foot: wrapText(`${shared.reason} ${kind.withoutOptOut}`),
      wrapped_controller:
        shared.controller === '' ? '' : wrapText(`${shared.notice_texts.controller} ${shared.controller}`),
    };
    const mark = copy.isTest ? `${texts.testMark} ` : '';
    // The words around a topic can make a link of it.
    const onTopic = kind.subject(topic);
    const defaultSubject = inviteCopyViolation(onTopic, { lineBreaks: false }) ? kind.subject('') : onTopic;
    const greetsByItself = hasNamePlaceholder(copy.message.trim().split(LINE_BREAK, 1)[0] ?? '');
    return ({ userName, interviewUrl, unsubscribeUrl }) => {
      const message = messageFor(userName);
      const variables = {
        ...shared,
        greeting: message !== '' && greetsByItself ? '' : texts.hello(userName),
        message_lines: message === '' ? [] : message.split(LINE_BREAK).map((line) => line.trimEnd()),
        interview_url: interviewUrl,
        unsubscribe_url: unsubscribeUrl,
      };
      return {
        subject: headerText(mark + (subjectFor(userName) || defaultSubject)),
        html: this.template.html(variables),
        text: this.template.text({ ...variables, ...wrapped }),
      };
    };
  }
}

/** The lines about who is responsible, as the consent page has them. */
function noticeOf({ notice, language }: InviteCopy) {
  return {
    notice_texts: interviewTextsOf(language).consent,
    controller: notice ? controllerLine(notice) : '',
    privacy_url: notice?.privacyUrl ?? '',
  };
}

/** The topic as mails show it, and functions that fill subject and message for a person; empty for a default. */
function prepare({ topic: title, subject, message, deadline, timeZone, language }: InviteCopy) {
  const { anyTopic, anyDeadline } = mailTextsOf(language);
  const topic = safeTopic(title);
  const values = {
    language,
    topic: topic || anyTopic,
    deadline: deadline ? dayInWords(deadline, language, timeZone) : anyDeadline,
  };
  return {
    topic,
    subjectFor: personalCopy(subject, { ...values, lineBreaks: false, maxLength: MAX_SUBJECT_LENGTH }),
    messageFor: personalCopy(message, { ...values, lineBreaks: true, maxLength: MAX_MESSAGE_LENGTH }),
  };
}
