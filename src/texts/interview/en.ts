import type { InterviewTexts } from './interview-texts';

/** English. */
export const en: InterviewTexts = {
  languageName: 'English',
  consentVersion: '2026-12-en',
  searchConfig: 'english',
  openQuestion: (topic) => `What comes to mind about “${topic}”?`,
  lastWordQuestion: 'Is there anything else you would like to tell us?',
  layout: {
    mark: 'Research interview',
    languages: 'Language',
    testNotice: 'This is a test. The answers count nowhere and are kept apart from those of real people.',
    footnote: 'Questions? Write to the person who sent you this link.',
    problem: 'Please check',
  },
  welcome: {
    title: 'Your interview',
    hello: 'Hello',
    lead: '{name} would like to hear your view on:',
    anonymousTeam: 'A research team',
    time: 'Time',
    minutes: (minutes) => `About ${minutes} minutes`,
    questions: 'Questions',
    steps: 'What will happen',
    stepList: [
      {
        title: 'You begin when it suits you',
        text: 'There is nothing to prepare. The interview takes place right here, on this page.',
      },
      {
        title: 'You answer in your own words',
        text: 'One question after the other, at your own pace. There are no wrong answers, and nobody will try to sell you anything.',
      },
      {
        title: 'You stop whenever you like',
        text: 'Every answer is kept, so you can come back later with the same link. You do not have to say why.',
      },
      {
        title: 'Your answers go to the team',
        text: 'The research team reads them to understand the topic. They are not published.',
      },
    ],
    start: 'Would you like to take part?',
    yourName: 'Your name',
    yourNameHint: 'What should we call you? A first name is enough.',
    leaveEmpty: 'Please leave this field empty',
    begin: 'Begin',
    decline: 'Not this time',
    keepPrivate: 'The link is yours alone, so please do not pass it on.',
    cookiesNeeded:
      'Your browser did not keep the cookie by which this page knows you again. Please allow cookies for this site and begin once more.',
  },
  consent: {
    title: 'Before we start',
    lead: 'Please read this short page. You decide.',
    points: [
      {
        title: 'It is voluntary',
        text: 'It’s fine to say no. You can skip any question and stop at any time, without giving a reason.',
      },
      {
        title: 'What is stored',
        text: 'Your answers, when you gave them, which language you used, and how you were invited or the name you entered. Answers are stored while you write them, so that nothing gets lost.',
      },
      {
        title: 'Who reads it',
        text: 'The research team that invited you and the people who run this service for them. They can also see answers that you have not sent yet. Nothing is published.',
      },
      {
        title: 'Changing your mind',
        text: 'If you want your answers deleted, now or later, write to the person who sent you the link.',
      },
    ],
    agree: 'I agree, let’s start',
    decline: 'Not this time',
  },
  question: {
    progress: (number, total) => (total === 1 ? 'One question' : `Question ${number} of ${total}`),
    lastWord: 'Anything else?',
    lastWordHint: 'You can leave this empty.',
    answerHint: 'In your own words, as short or as long as you like.',
    next: 'Next',
    sending: 'Sending …',
    toReview: 'Save and back to the overview',
    skip: 'Skip this question',
    back: 'Back',
    later: 'Finish later',
    withdraw: 'Withdraw my answers',
    withdrawHint:
      'If you withdraw, the research team no longer sees your answers. You can change your mind with the same link.',
    skippedBefore: 'You skipped this question. You can still answer it.',
  },
  call: {
    title: 'Would you rather talk?',
    text: 'You can have a conversation with an automated interviewer instead of writing. It is recorded and written down for the research team by a service for voice calls.',
    start: 'Start a voice call',
    starting: 'Setting up the call …',
    failed: 'The call could not be set up. Try again in a moment, or answer here in writing.',
  },
  script: {
    saving: 'Saving …',
    saved: 'Saved',
    retrying: 'Not saved yet, trying again',
    offline:
      'You are offline. Your answer is kept in this browser and saved as soon as the connection is back.',
    tooLong: 'This is too long to be saved. Please shorten it.',
    closed:
      'This interview no longer takes answers. Copy your text if you want to keep it, then reload the page.',
    restored: 'This is what you had typed before. It is being saved now.',
    conflictTitle: 'This answer was changed somewhere else',
    conflictText: 'Another window or device has stored a different answer. Which one should we keep?',
    speak: 'Answer by speaking',
    stopSpeaking: 'Stop speaking',
    listening: 'Listening. What you say appears in the text field.',
    speakNote:
      'Your browser writes down what you say. Some browsers send the audio to their vendor for this.',
    speechFailed: 'Your browser could not listen. You can type instead.',
    readAloud: 'Read questions aloud',
    stopReading: 'Stop reading aloud',
  },
  conflict: {
    title: 'Which answer should we keep?',
    lead: 'Another window or device has stored a different answer to this question. Both are here. Nothing is lost until you choose; you can also put them together in the text field.',
    mine: 'What you typed here',
    other: 'What was stored from somewhere else',
    keepMine: 'Keep what is in the text field',
    keepOther: 'Keep what was stored',
    empty: 'An empty answer',
  },
  review: {
    title: 'Your answers',
    lead: 'Take a last look. Nothing is final until you send it.',
    nothingSaid: 'No answer',
    change: 'Change',
    send: 'Send my answers',
    sendHint: 'You can take them back for ten minutes.',
  },
  completed: {
    title: 'Thank you',
    lead: 'Your answers have arrived. The interview is complete; there is nothing more to do.',
    nextTitle: 'What happens next',
    next: 'The research team reads your answers to understand the topic. You can close this page.',
    undoTitle: 'Sent too early?',
    undoText: 'For ten minutes you can take your answers back and change them.',
    undoUntil: 'Until {time} you can take your answers back and change them.',
    undo: 'Take it back',
    again: 'Try again',
  },
  declined: {
    title: 'Not this time',
    lead: 'That’s perfectly fine. The research team does not see any answers from you. You can close this page.',
    undoTitle: 'Changed your mind?',
    undoText:
      'If this was an accident, or you would like to take part after all, continue where you left off.',
    undo: 'Take part after all',
  },
  later: {
    title: 'See you later',
    lead: 'Everything you have answered so far is saved.',
    backTitle: 'How to come back',
    backText: 'Open the same link again, on any device. You continue where you left off.',
    goOn: 'Continue now',
  },
  ended: {
    title: 'This interview has ended',
    expired: 'The time to answer is over.',
    closed: 'The team has closed it and no longer takes answers.',
    full: 'Enough people have taken part, so the team no longer takes answers.',
    thanks: 'Thank you for wanting to take part.',
  },
  notFound: {
    title: 'Link not found',
    heading: 'This link does not open an interview',
    lead: 'Part of the address may be missing, or the link may no longer be in use. We cannot tell which from here.',
    whatToDo: 'What you can do',
    stepList: [
      {
        title: 'Try the link once more',
        text: 'Go back to your invitation and open the link from there, or copy the whole address.',
      },
      {
        title: 'Ask the person who invited you',
        text: 'If you land here again, let them know. They can tell you more, or send you a new link.',
      },
    ],
    footnote: 'Sorry for the detour, and thank you for your time.',
  },
  preview: {
    title: 'Preview link',
    heading: 'This is only a preview link',
    lead: 'It stands in for a real one while somebody looks at an invite. It belongs to nobody and leads to no interview.',
    realTitle: 'What real invites carry',
    real: 'Each person who is invited gets a private link of their own. It opens a page that greets them by name, shows the topic and says what will happen. A preview leaves that link out, so that looking at an invite never gives away the way into somebody’s interview.',
    invitedTitle: 'Did you get this link as an invite?',
    invited: 'Then it was copied from a preview by mistake. Ask the person who sent it for your own link.',
    footnote: 'This page is the same for everybody who opens it.',
  },
  problems: {
    blankAnswer: 'There is no answer yet. Please write one, or skip this question.',
    longAnswer: (limit) =>
      `This answer is longer than ${limit.toLocaleString('en')} characters. Please shorten it; everything you typed is still here.`,
    longInterview: (limit) =>
      `Your answers together are longer than ${limit.toLocaleString('en')} characters. Please shorten this one; everything you typed is still here.`,
    blankName: 'Please tell us what to call you.',
    longName: (limit) => `Please enter a name of at most ${limit} characters.`,
    notSaved: 'What you just typed could not be saved',
    notSavedText: 'The interview had moved on in the meantime. Copy your text if you want to keep it:',
  },
  errors: {
    badRequest: 'We could not read that',
    badRequestText: 'Something was missing in what your browser sent. Please go back and try again.',
    throttled: 'One moment, please',
    throttledText: (seconds) =>
      `There were many requests from your network. Please wait ${seconds} seconds and try again.`,
    unavailable: 'We will be back in a moment',
    unavailableText: 'The service cannot be reached right now. Please try again in a minute.',
    broken: 'Something went wrong on our side',
    brokenText:
      'This is not your fault. Please try again; if it happens again, tell the person who invited you.',
    whatYouTyped: 'What you typed is still here:',
    tryAgain: 'Try again',
  },
};
