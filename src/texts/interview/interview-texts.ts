/**
 * All texts of the interview page in one language. `{name}` is a placeholder for a name, which the page marks up and
 * escapes. A missing text is a compile error.
 */
export interface InterviewTexts {
  /** Name of the language, in the language. */
  languageName: string;
  /** Stored with each consent. Change it with every change of `consent`. */
  consentVersion: string;
  /** PostgreSQL text search configuration of the language. */
  searchConfig: string;
  /** The one question of a topic that has no questions. */
  openQuestion: (topic: string) => string;
  /** The optional last question. */
  lastWordQuestion: string;
  layout: {
    mark: string;
    languages: string;
    testNotice: string;
    footnote: string;
    /** Link to the page about the person's own data. */
    yourData: string;
    /** Prefix of the title of a page that reports a problem. */
    problem: string;
  };
  welcome: {
    title: string;
    hello: string;
    lead: string;
    /** Used instead of the researcher's name when it is not known. */
    anonymousTeam: string;
    time: string;
    minutes: (minutes: number) => string;
    questions: string;
    steps: string;
    stepList: Step[];
    start: string;
    yourName: string;
    yourNameHint: string;
    leaveEmpty: string;
    begin: string;
    decline: string;
    keepPrivate: string;
    cookiesNeeded: string;
  };
  consent: ConsentWording;
  question: {
    progress: (number: number, total: number) => string;
    lastWord: string;
    lastWordHint: string;
    answerHint: string;
    next: string;
    /** Shown on the button while the answer is on its way. */
    sending: string;
    toReview: string;
    skip: string;
    back: string;
    later: string;
    withdraw: string;
    /** Says what withdrawing does to the answers that are already given. */
    withdrawHint: string;
    skippedBefore: string;
  };
  /** The offer of a voice call instead of writing. */
  call: {
    title: string;
    text: string;
    start: string;
    starting: string;
    failed: string;
  };
  /** Texts that only the script shows. */
  script: {
    saving: string;
    saved: string;
    retrying: string;
    offline: string;
    tooLong: string;
    closed: string;
    restored: string;
    conflictTitle: string;
    conflictText: string;
    speak: string;
    stopSpeaking: string;
    listening: string;
    speakNote: string;
    speechFailed: string;
    readAloud: string;
    stopReading: string;
  };
  conflict: {
    title: string;
    lead: string;
    mine: string;
    other: string;
    keepMine: string;
    keepOther: string;
    empty: string;
  };
  review: {
    title: string;
    lead: string;
    nothingSaid: string;
    change: string;
    send: string;
    sendHint: string;
  };
  completed: {
    title: string;
    lead: string;
    nextTitle: string;
    next: string;
    undoTitle: string;
    undoText: string;
    /** The same with the moment; `{time}` stands for it. */
    undoUntil: string;
    undo: string;
    again: string;
  };
  declined: {
    title: string;
    lead: string;
    undoTitle: string;
    undoText: string;
    undo: string;
  };
  later: {
    title: string;
    lead: string;
    backTitle: string;
    backText: string;
    goOn: string;
  };
  ended: {
    title: string;
    expired: string;
    closed: string;
    full: string;
    thanks: string;
  };
  notFound: {
    title: string;
    heading: string;
    lead: string;
    whatToDo: string;
    stepList: Step[];
    footnote: string;
  };
  preview: {
    title: string;
    heading: string;
    lead: string;
    realTitle: string;
    real: string;
    invitedTitle: string;
    invited: string;
    footnote: string;
  };
  problems: {
    blankAnswer: string;
    longAnswer: (limit: number) => string;
    longInterview: (limit: number) => string;
    blankName: string;
    longName: (limit: number) => string;
    notSaved: string;
    notSavedText: string;
  };
  /** Pages for errors of requests to the interview page. */
  errors: {
    badRequest: string;
    badRequestText: string;
    throttled: string;
    throttledText: (seconds: number) => string;
    unavailable: string;
    unavailableText: string;
    broken: string;
    brokenText: string;
    whatYouTyped: string;
    tryAgain: string;
  };
}

/** Texts of the consent page. The version of the wording is stored with each consent. */
export interface ConsentWording {
  title: string;
  lead: string;
  points: Step[];
  /** Followed by name and contact of who is responsible for the data. */
  controller: string;
  /** Link to their privacy notice. */
  privacy: string;
  agree: string;
  decline: string;
}

/** A heading with one or two sentences. */
export interface Step {
  title: string;
  text: string;
}
