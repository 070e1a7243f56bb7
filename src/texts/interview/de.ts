import type { InterviewTexts } from './interview-texts';

/** German. */
export const de: InterviewTexts = {
  languageName: 'Deutsch',
  consentVersion: '2026-12-b-de',
  searchConfig: 'german',
  openQuestion: (topic) => `Was fällt Ihnen zu „${topic}“ ein?`,
  lastWordQuestion: 'Gibt es noch etwas, das Sie uns sagen möchten?',
  layout: {
    mark: 'Forschungsinterview',
    languages: 'Sprache',
    testNotice:
      'Dies ist ein Test. Die Antworten zählen nirgends mit und bleiben von denen echter Personen getrennt.',
    footnote: 'Haben Sie Fragen? Schreiben Sie der Person, von der Sie diesen Link haben.',
    yourData: 'Ihre Daten: ansehen, herunterladen, zurückziehen',
    problem: 'Bitte prüfen',
  },
  welcome: {
    title: 'Ihr Interview',
    hello: 'Guten Tag',
    lead: '{name} interessiert sich für Ihre Sicht auf:',
    anonymousTeam: 'Ein Forschungsteam',
    time: 'Dauer',
    minutes: (minutes) => `Etwa ${minutes} Minuten`,
    questions: 'Fragen',
    steps: 'Wie es abläuft',
    stepList: [
      {
        title: 'Sie beginnen, wann es Ihnen passt',
        text: 'Sie brauchen nichts vorzubereiten. Das Interview findet hier auf dieser Seite statt.',
      },
      {
        title: 'Sie antworten mit eigenen Worten',
        text: 'Eine Frage nach der anderen, in Ihrem Tempo. Es gibt keine falschen Antworten, und niemand will Ihnen etwas verkaufen.',
      },
      {
        title: 'Sie hören auf, wann Sie möchten',
        text: 'Jede Antwort bleibt erhalten; mit demselben Link können Sie später weitermachen. Gründe brauchen Sie nicht zu nennen.',
      },
      {
        title: 'Ihre Antworten gehen an das Team',
        text: 'Das Forschungsteam liest sie, um das Thema zu verstehen. Sie werden nicht veröffentlicht.',
      },
    ],
    start: 'Möchten Sie teilnehmen?',
    yourName: 'Ihr Name',
    yourNameHint: 'Wie dürfen wir Sie nennen? Der Vorname genügt.',
    leaveEmpty: 'Bitte lassen Sie dieses Feld leer',
    begin: 'Beginnen',
    decline: 'Diesmal nicht',
    keepPrivate: 'Der Link ist nur für Sie. Bitte geben Sie ihn nicht weiter.',
    cookiesNeeded:
      'Ihr Browser hat das Cookie nicht behalten, an dem diese Seite Sie wiedererkennt. Bitte erlauben Sie Cookies für diese Seite und beginnen Sie noch einmal.',
  },
  consent: {
    title: 'Bevor es losgeht',
    lead: 'Bitte lesen Sie diese kurze Seite. Sie entscheiden.',
    points: [
      {
        title: 'Die Teilnahme ist freiwillig',
        text: 'Sie können auch einfach Nein sagen. Sie können jede Frage überspringen und jederzeit aufhören, ohne Gründe zu nennen.',
      },
      {
        title: 'Was gespeichert wird',
        text: 'Ihre Antworten, der Zeitpunkt, die Sprache und wie Sie eingeladen wurden oder welchen Namen Sie angegeben haben. Antworten werden schon beim Schreiben gespeichert, damit keine verloren geht.',
      },
      {
        title: 'Wer es liest',
        text: 'Das Forschungsteam, das Sie eingeladen hat, und die Personen, die diesen Dienst für das Team betreiben. Sie können auch Antworten sehen, die Sie noch nicht abgeschickt haben. Nichts wird veröffentlicht.',
      },
      {
        title: 'Wenn Sie es sich anders überlegen',
        text: 'Ihr Link öffnet auch die Seite „Ihre Daten“. Dort können Sie ansehen und herunterladen, was Sie gesagt haben, und es zurückziehen und löschen, auch später.',
      },
    ],
    controller: 'Verantwortlich für Ihre Daten:',
    privacy: 'Datenschutzhinweise',
    agree: 'Ich bin einverstanden',
    decline: 'Diesmal nicht',
  },
  question: {
    progress: (number, total) => (total === 1 ? 'Eine Frage' : `Frage ${number} von ${total}`),
    lastWord: 'Noch etwas?',
    lastWordHint: 'Sie können dieses Feld leer lassen.',
    answerHint: 'Mit eigenen Worten, so kurz oder so lang Sie möchten.',
    next: 'Weiter',
    sending: 'Wird gesendet …',
    toReview: 'Speichern und zur Übersicht',
    skip: 'Frage überspringen',
    back: 'Zurück',
    later: 'Später weitermachen',
    withdraw: 'Antworten zurückziehen',
    withdrawHint:
      'Wenn Sie zurückziehen, sieht das Forschungsteam Ihre Antworten nicht mehr. Mit demselben Link können Sie es sich anders überlegen.',
    skippedBefore: 'Diese Frage haben Sie übersprungen. Sie können sie noch beantworten.',
  },
  call: {
    title: 'Möchten Sie lieber sprechen?',
    text: 'Statt zu schreiben, können Sie ein Gespräch mit einem automatischen Interviewer führen. Ein Dienst für Sprachanrufe nimmt es auf und schreibt es für das Forschungsteam mit.',
    start: 'Gespräch beginnen',
    starting: 'Das Gespräch wird vorbereitet …',
    failed:
      'Das Gespräch konnte nicht vorbereitet werden. Versuchen Sie es gleich noch einmal, oder antworten Sie hier schriftlich.',
  },
  script: {
    saving: 'Wird gespeichert …',
    saved: 'Gespeichert',
    retrying: 'Noch nicht gespeichert, neuer Versuch läuft',
    offline:
      'Sie sind offline. Ihre Antwort bleibt in diesem Browser und wird gespeichert, sobald die Verbindung wieder da ist.',
    tooLong: 'Das ist zu lang zum Speichern. Bitte kürzen Sie den Text.',
    closed:
      'Dieses Interview nimmt keine Antworten mehr an. Kopieren Sie Ihren Text, wenn Sie ihn behalten möchten, und laden Sie dann die Seite neu.',
    restored: 'Das hatten Sie zuvor getippt. Es wird jetzt gespeichert.',
    conflictTitle: 'Diese Antwort wurde anderswo geändert',
    conflictText:
      'Ein anderes Fenster oder Gerät hat eine andere Antwort gespeichert. Welche sollen wir behalten?',
    speak: 'Antwort sprechen',
    stopSpeaking: 'Aufhören zu sprechen',
    listening: 'Ihr Browser hört zu. Was Sie sagen, erscheint im Textfeld.',
    speakNote:
      'Ihr Browser schreibt mit, was Sie sagen. Manche Browser senden die Aufnahme dafür an ihren Anbieter.',
    speechFailed: 'Ihr Browser konnte nicht zuhören. Sie können stattdessen tippen.',
    readAloud: 'Fragen vorlesen',
    stopReading: 'Nicht mehr vorlesen',
  },
  conflict: {
    title: 'Welche Antwort sollen wir behalten?',
    lead: 'Ein anderes Fenster oder Gerät hat auf diese Frage eine andere Antwort gespeichert. Hier sind beide. Nichts geht verloren, bis Sie wählen; Sie können sie auch im Textfeld zusammenführen.',
    mine: 'Was Sie hier getippt haben',
    other: 'Was von anderswo gespeichert wurde',
    keepMine: 'Behalten, was im Textfeld steht',
    keepOther: 'Behalten, was gespeichert war',
    empty: 'Eine leere Antwort',
  },
  review: {
    title: 'Ihre Antworten',
    lead: 'Werfen Sie noch einen Blick darauf. Endgültig wird es erst, wenn Sie es abschicken.',
    nothingSaid: 'Keine Antwort',
    change: 'Ändern',
    send: 'Antworten abschicken',
    sendHint: 'Sie können sie zehn Minuten lang zurücknehmen.',
  },
  completed: {
    title: 'Vielen Dank',
    lead: 'Ihre Antworten sind angekommen. Das Interview ist abgeschlossen; Sie brauchen nichts weiter zu tun.',
    nextTitle: 'Wie es weitergeht',
    next: 'Das Forschungsteam liest Ihre Antworten, um das Thema zu verstehen. Sie können diese Seite schließen.',
    undoTitle: 'Zu früh abgeschickt?',
    undoText: 'Zehn Minuten lang können Sie Ihre Antworten zurücknehmen und ändern.',
    undoUntil: 'Bis {time} Uhr können Sie Ihre Antworten zurücknehmen und ändern.',
    undo: 'Zurücknehmen',
    again: 'Noch einmal versuchen',
  },
  declined: {
    title: 'Diesmal nicht',
    lead: 'Das ist völlig in Ordnung. Das Forschungsteam sieht keine Antworten von Ihnen. Sie können diese Seite schließen.',
    undoTitle: 'Doch anders überlegt?',
    undoText:
      'Wenn das ein Versehen war oder Sie doch teilnehmen möchten, machen Sie dort weiter, wo Sie waren.',
    undo: 'Doch teilnehmen',
  },
  later: {
    title: 'Bis später',
    lead: 'Ihre bisherigen Antworten sind gespeichert.',
    backTitle: 'So kommen Sie zurück',
    backText:
      'Öffnen Sie denselben Link noch einmal, auf welchem Gerät Sie möchten. Es geht dort weiter, wo Sie aufgehört haben.',
    goOn: 'Jetzt weitermachen',
  },
  ended: {
    title: 'Dieses Interview ist beendet',
    expired: 'Die Zeit dafür ist abgelaufen; Antworten sind nicht mehr möglich.',
    closed: 'Das Team hat es geschlossen und nimmt keine Antworten mehr an.',
    full: 'Es haben genug Menschen teilgenommen; das Team nimmt keine Antworten mehr an.',
    thanks: 'Danke, dass Sie teilnehmen wollten.',
  },
  notFound: {
    title: 'Link nicht gefunden',
    heading: 'Dieser Link öffnet kein Interview',
    lead: 'Vielleicht fehlt ein Teil der Adresse, oder der Link wird nicht mehr benutzt. Von hier aus können wir nicht sagen, was es ist.',
    whatToDo: 'Was Sie tun können',
    stepList: [
      {
        title: 'Versuchen Sie den Link noch einmal',
        text: 'Gehen Sie zu Ihrer Einladung zurück und öffnen Sie den Link von dort, oder kopieren Sie die ganze Adresse.',
      },
      {
        title: 'Fragen Sie die Person, die Sie eingeladen hat',
        text: 'Wenn Sie wieder hier landen, sagen Sie ihr Bescheid. Sie weiß mehr oder kann Ihnen einen neuen Link schicken.',
      },
    ],
    footnote: 'Entschuldigen Sie den Umweg, und danke für Ihre Zeit.',
  },
  preview: {
    title: 'Vorschau-Link',
    heading: 'Das ist nur ein Vorschau-Link',
    lead: 'Er steht für einen echten Link, während sich jemand eine Einladung ansieht. Er gehört niemandem und führt zu keinem Interview.',
    realTitle: 'Was in echten Einladungen steht',
    real: 'Wer eingeladen wird, bekommt einen eigenen, privaten Link. Er öffnet eine Seite, die mit Namen grüßt, das Thema zeigt und sagt, wie es abläuft. Die Vorschau lässt diesen Link weg; so verrät der Blick auf eine Einladung nie den Weg in ein fremdes Interview.',
    invitedTitle: 'Haben Sie diesen Link als Einladung bekommen?',
    invited:
      'Dann wurde er versehentlich aus einer Vorschau kopiert. Bitten Sie die Person, die ihn geschickt hat, um Ihren eigenen Link.',
    footnote: 'Diese Seite sieht für alle gleich aus.',
  },
  problems: {
    blankAnswer: 'Hier steht noch keine Antwort. Bitte schreiben Sie eine, oder überspringen Sie die Frage.',
    longAnswer: (limit) =>
      `Diese Antwort ist länger als ${limit.toLocaleString('de')} Zeichen. Bitte kürzen Sie sie; alles, was Sie getippt haben, steht noch hier.`,
    longInterview: (limit) =>
      `Ihre Antworten sind zusammen länger als ${limit.toLocaleString('de')} Zeichen. Bitte kürzen Sie diese; alles, was Sie getippt haben, steht noch hier.`,
    blankName: 'Bitte sagen Sie uns, wie wir Sie nennen dürfen.',
    longName: (limit) => `Bitte geben Sie einen Namen mit höchstens ${limit} Zeichen ein.`,
    notSaved: 'Was Sie gerade getippt haben, konnte nicht gespeichert werden',
    notSavedText:
      'Das Interview war inzwischen schon weiter. Kopieren Sie Ihren Text, wenn Sie ihn behalten möchten:',
  },
  errors: {
    badRequest: 'Das konnten wir nicht lesen',
    badRequestText:
      'In dem, was Ihr Browser geschickt hat, fehlte etwas. Bitte gehen Sie zurück und versuchen Sie es noch einmal.',
    throttled: 'Einen Moment bitte',
    throttledText: (seconds) =>
      `Aus Ihrem Netz kamen sehr viele Anfragen. Bitte warten Sie ${seconds} Sekunden und versuchen Sie es noch einmal.`,
    unavailable: 'Wir sind gleich wieder da',
    unavailableText:
      'Der Dienst ist gerade nicht erreichbar. Bitte versuchen Sie es in einer Minute noch einmal.',
    broken: 'Bei uns ist etwas schiefgegangen',
    brokenText:
      'Das liegt nicht an Ihnen. Bitte versuchen Sie es noch einmal; wenn es wieder passiert, sagen Sie es der Person, die Sie eingeladen hat.',
    whatYouTyped: 'Was Sie getippt haben, steht noch hier:',
    tryAgain: 'Noch einmal versuchen',
  },
};
