import type { MailTexts } from './mail-texts';

const OPT_OUT = {
  question: 'Not interested?',
  link: 'Say no, choose a later day or stop these mails',
};
const WITHOUT_OPT_OUT =
  'If you would rather not take part, simply ignore it, or reply and ask to be left out.';

/** English. */
export const en: MailTexts = {
  testMark: '[Test]',
  test: { title: 'This is a test.', text: 'It shows what the people you invite will see.' },
  hello: (name) => (name === '' ? 'Hello,' : `Hello ${name},`),
  team: 'The research team',
  anyTopic: 'our research',
  anyDeadline: 'the end of the study',
  button: 'Go to the interview',
  copyAddress: 'If the button does not work, copy this address into your browser:',
  keepPrivate: 'This link is yours alone, please do not forward it.',
  invite: {
    subject: (topic) =>
      topic === ''
        ? 'Got 5 minutes for a quick research interview?'
        : `Got 5 minutes to talk about ${topic}?`,
    preheader: (sender) => `${sender} invites you to a short research chat.`,
    heading: 'Do you have five minutes for a chat?',
    leadToTopic: ['We would like to learn from your experience.', 'At the moment we are researching:'],
    lead: ['We are doing some research, and we would like to learn from your experience.'],
    body: [
      'It is a casual chat of about five minutes. You answer a few questions at your own pace, at any time in the next few days. There is nothing to prepare, and it is not a sales call.',
    ],
    closing: 'Thank you,',
    reason: (sender) => `${sender} would like to hear what you think, and that is why you get this mail.`,
    optOut: OPT_OUT,
    withoutOptOut: WITHOUT_OPT_OUT,
  },
  reminder: {
    subject: (topic) =>
      topic === ''
        ? 'Reminder: got 5 minutes for a quick research interview?'
        : `Reminder: got 5 minutes to talk about ${topic}?`,
    preheader: () => 'Your link still works, and there is still time for your view.',
    heading: 'A short reminder',
    leadToTopic: ['We recently invited you to a short interview.', 'It is about:'],
    lead: ['We recently invited you to a short interview for our research.'],
    body: [
      'In case our first mail got lost: we would still like to hear what you think. The same link still works. If you have already begun, you continue where you left off. It takes about five minutes.',
    ],
    howToStop:
      'If you would rather not take part, use the link at the end of this mail, and you will get no more reminders.',
    closing: 'Thank you,',
    reason: (sender) => `${sender} would like to hear what you think, and that is why you get this reminder.`,
    optOut: OPT_OUT,
    withoutOptOut: WITHOUT_OPT_OUT,
  },
  thank_you: {
    subject: (topic) =>
      topic === '' ? 'Thank you for your answers' : `Thank you for your answers about ${topic}`,
    preheader: () => 'Your answers have arrived. There is nothing more to do.',
    heading: 'Thank you for your time',
    leadToTopic: ['Your answers have arrived. Thank you for telling us what you think about:'],
    lead: ['Your answers have arrived. Thank you for telling us what you think.'],
    body: [
      'Your answers help us to understand the topic better. There is nothing more to do.',
      'If you would like to add something or have a question, simply reply to this mail. Your reply goes to the team.',
    ],
    closing: 'Kind regards,',
    reason: () => 'You get this mail because you took part in an interview.',
    optOut: { question: 'Would you rather get no more mails?', link: 'Stop these mails' },
    withoutOptOut: 'If you would rather get no more mails, reply and say so.',
  },
};
