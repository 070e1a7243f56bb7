/** All texts of the mails to interviewees in one language. A missing text is a compile error. */
export interface MailTexts {
  /** Stands before the subject of a test mail. */
  testMark: string;
  test: { title: string; text: string };
  /** The greeting; the name is empty when it is not known. */
  hello: (name: string) => string;
  /** Stands for the researcher when their name is not known, also at the start of a sentence. */
  team: string;
  /** Fills `{{topic}}` when the topic cannot stand in a mail. */
  anyTopic: string;
  /** Fills `{{deadline}}` when there is none, after "by", "bis" or "antes del". */
  anyDeadline: string;
  button: string;
  copyAddress: string;
  keepPrivate: string;
  invite: KindTexts;
  reminder: KindTexts;
  thank_you: KindTexts;
}

/** The texts of one kind of mail. `sender` is the researcher's name, or {@link MailTexts.team}. */
export interface KindTexts {
  /** The default subject; the topic is empty when it cannot stand in a mail. */
  subject: (topic: string) => string;
  /** Shown after the subject in a list of mails. */
  preheader: (sender: string) => string;
  heading: string;
  /** The default message: lines before the topic, lines without a topic, and paragraphs after either. */
  leadToTopic: string[];
  lead: string[];
  body: string[];
  /** The paragraph of the default message that says how to get no more of these mails. */
  howToStop?: string;
  closing: string;
  /** Says why the person gets the mail. */
  reason: (sender: string) => string;
  /** A question and the text of the link to the page where people say no. */
  optOut: { question: string; link: string };
  /** The same for a test mail, which has no such link. */
  withoutOptOut: string;
}
