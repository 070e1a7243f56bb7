import type { OwnMyDataTexts } from './my-data-texts';

/** English. */
export const en: OwnMyDataTexts = {
  title: 'Your data',
  lead: 'This is what is stored about you and your interview on:',
  footnote: 'The link to this page is yours alone. Keep it as long as you may need it.',
  back: 'To the interview',
  facts: {
    title: 'About you',
    identifier: 'You were invited as',
    name: 'Name you entered',
    started: 'Begun',
    completed: 'Sent',
    withdrawn: 'Withdrawn',
    consent: 'Consent text',
  },
  said: {
    title: 'What you said',
    call: 'Voice call',
    summary: 'Summary',
    skipped: 'Skipped',
    none: 'No answers are stored.',
  },
  download: {
    title: 'Download',
    text: 'Everything on this page as a file: as text to read, or as JSON for other programs.',
    asText: 'As text',
    asJson: 'As JSON',
  },
  withdraw: {
    title: 'Withdraw your interview',
    text: 'The research team no longer sees what you said, at once. After ten minutes your words are deleted for good; until then you can undo it here. You need not say why.',
    button: 'Withdraw and delete',
  },
  withdrawn: {
    title: 'You have withdrawn your interview',
    text: 'The research team does not see anything that you said.',
    tooLate: 'Your words are deleted.',
    undoTitle: 'Was this a mistake?',
    undoText: 'For ten minutes you can bring your words back. Then they are deleted for good.',
    undo: 'Bring them back',
  },
  receipt: {
    title: 'Receipt',
    text: 'This confirms that you have withdrawn your interview. Keep the number in case you want to ask about it.',
    number: 'Number',
    save: 'Save the receipt',
  },
  never: {
    title: 'No more mails',
    text: 'You get no more invitations and reminders from this team, whatever the topic is.',
    button: 'Never write to me again',
    done: 'You get no more mails from this team.',
  },
  more: {
    title: 'Something else?',
    text: 'If anything here is wrong, or you want everything about you deleted, write to the team that invited you.',
  },
};
