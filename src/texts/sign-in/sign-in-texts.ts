import type { InterviewTexts } from '../interview/interview-texts';

/** Texts of a mail with a link that signs in. */
export interface SignInMailKind {
  subject: string;
  /** First words of the mail as lists of mails show them. */
  preheader: string;
  heading: string;
  lead: string;
  button: string;
  /** Says how long the link works. @param time a period of time in words */
  validity: (time: string) => string;
  /** Why the person gets the mail, and what to do if it is a mistake. */
  reason: (host: string) => string;
}

/** Reasons why somebody was not signed in. */
export const SIGN_IN_FAILURES = [
  'otherSite',
  'unreachable',
  'incomplete',
  'unverified',
  'unknownUser',
] as const;
export type SignInFailure = (typeof SIGN_IN_FAILURES)[number];

/** All texts of signing in, in one language, besides those that its pages share. A missing text is a compile error. */
export interface OwnSignInTexts {
  mark: string;
  footnote: string;
  /** The page that asks for the address. */
  start: {
    title: string;
    lead: string;
    label: string;
    button: string;
    wrongAddress: string;
    /** Takes the place of the form where no mail server is set up. */
    noMail: string;
    oidcTitle: string;
    oidcText: string;
    oidcButton: string;
  };
  /** The page after the address was sent, which is the same for all addresses. */
  sent: {
    title: string;
    lead: string;
    mailboxTitle: string;
    mailboxText: string;
    mailboxButton: string;
    nothingCame: string;
    stepList: { title: string; text: string }[];
    again: string;
  };
  /** The page of a link that works. `{name}` is the address of its user. */
  confirm: { title: string; lead: string; button: string; hint: string };
  /** The page of a link that does not work, whatever the reason. */
  ended: {
    title: string;
    lead: string;
    button: string;
    already: string;
    alreadyText: string;
    console: string;
  };
  failed: Record<SignInFailure, { title: string; lead: string }>;
  back: string;
  notFound: InterviewTexts['notFound'];
  mail: {
    hello: (name: string) => string;
    copyAddress: string;
    keepPrivate: string;
    signIn: SignInMailKind;
    /** @param inviter name or address of who invites @param project empty when its name cannot stand in a mail */
    invitation: (inviter: string, project: string) => SignInMailKind;
  };
}

/** The texts of signing in, with those that all public pages share. */
export type SignInTexts = OwnSignInTexts & Pick<InterviewTexts, 'layout' | 'errors' | 'problems'>;
