import type { OwnOptOutTexts } from './opt-out-texts';

/** English. */
export const en: OwnOptOutTexts = {
  footnote: 'Questions? Reply to the mail that brought you here.',
  ask: {
    title: 'Which mails would you like to stop?',
    lead: '{name} wrote to you to hear your view on:',
    leadWithoutTopic: '{name} wrote to you to invite you to an interview.',
    anonymousTeam: 'A research team',
    completed: 'You have already answered on this topic, so there will be no more mails about it. Thank you.',
  },
  topic: {
    title: 'Only this topic',
    text: 'You get no more mails about this topic. The team may write to you about other ones.',
    button: 'Not this topic',
  },
  later: {
    title: 'Just not now',
    text: 'You get no mail before the day that you choose. From then on the team may write to you again.',
    label: 'No mail before',
    button: 'Ask me later',
  },
  never: {
    title: 'All mails of this team',
    text: 'You get no more invitations and reminders from this team, whatever the topic is.',
    button: 'Never write to me again',
  },
  chosen: {
    topic: {
      title: 'No more mails about this topic',
      lead: 'That’s perfectly fine, and it is recorded. You can close this page.',
    },
    later: {
      title: (day) => `No mail before ${day}`,
      lead: 'This is recorded. From that day on the team may write to you again. You can close this page.',
    },
    never: {
      title: 'You get no more mails',
      lead: 'This is recorded: the team will not write to you again, whatever the topic is. You can close this page.',
    },
    more: 'Would you rather choose something else?',
  },
  undo: {
    title: 'Was this a mistake?',
    text: 'Then take your choice back. Everything will be as it was before.',
    button: 'Undo',
  },
  wrongDay: (first, last) => `Please choose a day from ${first} to ${last}.`,
  notFound: {
    title: 'Link not found',
    heading: 'This link does not stop any mails',
    lead: 'Part of the address may be missing, or the link may no longer be in use. We cannot tell which from here, and nothing has been changed.',
    whatToDo: 'What you can do',
    stepList: [
      {
        title: 'Try the link once more',
        text: 'Go back to the mail and open the link from there, or copy the whole address.',
      },
      {
        title: 'Reply to the mail',
        text: 'If you land here again, reply that you want no more mails. Your reply goes to the person who wrote to you.',
      },
    ],
    footnote: 'Sorry for the detour.',
  },
  preview: {
    title: 'Preview link',
    heading: 'This is only a preview link',
    lead: 'It stands in for a real one while somebody looks at a mail. It belongs to nobody and changes nothing.',
    realTitle: 'What the link in real mails does',
    real: 'It opens a page where the person can decline the topic, choose a later day, or stop all further mails. Each choice can be taken back.',
    footnote: 'This page is the same for everybody who opens it.',
  },
};
