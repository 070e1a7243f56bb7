import type { OwnSignInTexts } from './sign-in-texts';

/** English. */
export const en: OwnSignInTexts = {
  mark: 'Parley',
  footnote: 'Trouble signing in? Ask a colleague who can, or the people who run this server.',
  start: {
    title: 'Sign in',
    lead: 'You get a mail with a link that signs you in. There is no password to remember.',
    label: 'Your mail address',
    button: 'Mail me a link',
    wrongAddress: 'Please enter a complete mail address, such as ada@example.com.',
    noMail:
      'This server sends no mails yet, so it cannot send you a link. Ask the people who run it to set up a mail server or to make a link for you.',
    oidcTitle: 'With the account of your organisation',
    oidcText: 'You sign in where you always do, and come back here.',
    oidcButton: 'Continue with single sign-on',
  },
  sent: {
    title: 'Look into your mailbox',
    lead: 'If the address belongs to a user, a mail is on its way. Its link works once and for 15 minutes.',
    mailboxTitle: 'This server keeps its mails here',
    mailboxText: 'No mail server is set up, so all mails go into a mailbox on this server.',
    mailboxButton: 'Open the mailbox',
    nothingCame: 'No mail after a few minutes?',
    stepList: [
      { title: 'Look among the unwanted mails', text: 'Some mail programs put mails with links there.' },
      {
        title: 'Check the address',
        text: 'It must be the one that your team has added to a project. Other addresses get no mail.',
      },
    ],
    again: 'Enter the address again',
  },
  confirm: {
    title: 'Sign in',
    lead: 'This link signs you in as {name}.',
    button: 'Sign in',
    hint: 'Is this not you? Then close this page. Nothing has happened.',
  },
  ended: {
    title: 'This link does not work any more',
    lead: 'It was used already, its time is over, or part of the address is missing. Each link works once.',
    button: 'Get a new link',
    already: 'Have you just pressed the button?',
    alreadyText: 'Then you may be signed in already.',
    console: 'Open the console',
  },
  failed: {
    otherSite: {
      title: 'You were not signed in',
      lead: 'Another site tried to sign you in, so Parley has stopped it. Open the link in your mail yourself.',
    },
    unreachable: {
      title: 'Your organisation’s sign-in does not answer',
      lead: 'It cannot be reached right now. Please try again in a few minutes.',
    },
    incomplete: {
      title: 'You were not signed in',
      lead: 'Signing in was stopped, took too long, or was begun in another window. Please start once more.',
    },
    unverified: {
      title: 'Your mail address is not confirmed',
      lead: 'Your organisation’s sign-in has not confirmed that the mail address is yours. Confirm it there, then try again.',
    },
    unknownUser: {
      title: 'There is no user with your address',
      lead: 'You are known to your organisation, but not to this Parley. Ask a colleague to add your address to a project.',
    },
  },
  back: 'Back to signing in',
  notFound: {
    title: 'Page not found',
    heading: 'There is nothing at this address',
    lead: 'Part of the address may be missing.',
    whatToDo: 'What you can do',
    stepList: [
      { title: 'Open the link once more', text: 'Go back to the mail, and copy the whole address.' },
      { title: 'Get a new link', text: 'Enter your mail address on the page /sign-in.' },
    ],
    footnote: 'Sorry for the detour.',
  },
  mail: {
    hello: (name) => (name === '' ? 'Hello,' : `Hello ${name},`),
    copyAddress: 'If the button does not work, copy this address into your browser:',
    keepPrivate: 'The link is yours alone, please do not forward it: it opens your account.',
    signIn: {
      subject: 'Your link to sign in to Parley',
      preheader: 'You asked for a link to sign in.',
      heading: 'Sign in to Parley',
      lead: 'Here is the link that you asked for. It takes you to a page with one button, and that button signs you in.',
      button: 'Sign in',
      validity: (time) => `The link works once and for ${time}. You can ask for another one at any time.`,
      reason: (host) =>
        `You get this mail because your address was entered on the sign-in page of ${host}. If that was not you, ignore this mail; without the link nobody gets in.`,
    },
    invitation: (inviter, project) => ({
      subject:
        project === ''
          ? `${inviter} invites you to a research project`
          : `${inviter} invites you to the research project ${project}`,
      preheader: 'You plan interviews and read the answers there together.',
      heading: 'You are invited to a project',
      lead:
        project === ''
          ? `${inviter} would like to work with you on a research project in Parley. You plan interviews and read the answers there together.`
          : `${inviter} would like to work with you on the research project ${project} in Parley. You plan interviews and read the answers there together.`,
      button: 'Open the project',
      validity: (time) =>
        `The link works once and for ${time}. After that, you sign in with this mail address.`,
      reason: (host) =>
        `You get this mail because ${inviter} has added your address to a project on ${host}. If you do not know why, simply ignore this mail.`,
    }),
  },
};
