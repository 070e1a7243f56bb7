import type { MailTexts } from './mail-texts';

const OPT_OUT = {
  question: 'Kein Interesse?',
  link: 'Absagen, einen späteren Tag wählen oder keine E-Mails mehr erhalten',
};
const WITHOUT_OPT_OUT =
  'Wenn Sie nicht teilnehmen möchten, ignorieren Sie die E-Mail einfach, oder antworten Sie uns kurz, dass Sie nicht mehr angeschrieben werden möchten.';

/** German. */
export const de: MailTexts = {
  testMark: '[Test]',
  test: { title: 'Dies ist ein Test.', text: 'So sieht die E-Mail für die Personen aus, die Sie einladen.' },
  hello: (name) => (name === '' ? 'Guten Tag,' : `Guten Tag ${name},`),
  team: 'Das Forschungsteam',
  anyTopic: 'unsere Forschung',
  anyDeadline: 'Ende der Studie',
  button: 'Zum Interview',
  copyAddress: 'Falls die Schaltfläche nicht funktioniert, kopieren Sie diese Adresse in Ihren Browser:',
  keepPrivate: 'Dieser Link ist nur für Sie. Bitte leiten Sie ihn nicht weiter.',
  invite: {
    subject: (topic) =>
      topic === ''
        ? 'Haben Sie 5 Minuten für ein kurzes Interview?'
        : `Haben Sie 5 Minuten für ein Gespräch über „${topic}“?`,
    preheader: (sender) => `${sender} lädt Sie zu einem kurzen Forschungsgespräch ein.`,
    heading: 'Haben Sie fünf Minuten Zeit?',
    leadToTopic: ['Wir möchten gern von Ihren Erfahrungen lernen.', 'Zurzeit beschäftigt uns dieses Thema:'],
    lead: ['Für unsere Forschung möchten wir gern von Ihren Erfahrungen lernen.'],
    body: [
      'Es ist ein lockeres Gespräch von etwa fünf Minuten. Sie beantworten ein paar Fragen in Ihrem eigenen Tempo, wann immer es Ihnen in den nächsten Tagen passt. Sie müssen nichts vorbereiten, und es ist kein Verkaufsgespräch.',
    ],
    closing: 'Vielen Dank',
    reason: (sender) => `${sender} möchte gern erfahren, was Sie denken. Deshalb erhalten Sie diese E-Mail.`,
    optOut: OPT_OUT,
    withoutOptOut: WITHOUT_OPT_OUT,
  },
  reminder: {
    subject: (topic) =>
      topic === ''
        ? 'Erinnerung: Haben Sie 5 Minuten für ein kurzes Interview?'
        : `Erinnerung: Haben Sie 5 Minuten für ein Gespräch über „${topic}“?`,
    preheader: () => 'Ihr Link funktioniert weiterhin, und Ihre Meinung interessiert uns noch immer.',
    heading: 'Eine kurze Erinnerung',
    leadToTopic: ['Vor Kurzem haben wir Sie zu einem kurzen Interview eingeladen.', 'Es geht um:'],
    lead: ['Vor Kurzem haben wir Sie zu einem kurzen Interview für unsere Forschung eingeladen.'],
    body: [
      'Falls unsere erste E-Mail untergegangen ist: Wir möchten weiterhin gern erfahren, was Sie denken. Derselbe Link funktioniert noch. Wenn Sie schon begonnen haben, machen Sie dort weiter, wo Sie aufgehört haben. Es dauert etwa fünf Minuten.',
    ],
    howToStop:
      'Wenn Sie nicht teilnehmen möchten, sagen Sie es uns über den Link am Ende dieser E-Mail. Dann erhalten Sie keine weiteren Erinnerungen.',
    closing: 'Vielen Dank',
    reason: (sender) =>
      `${sender} möchte gern erfahren, was Sie denken. Deshalb erhalten Sie diese Erinnerung.`,
    optOut: OPT_OUT,
    withoutOptOut: WITHOUT_OPT_OUT,
  },
  thank_you: {
    subject: (topic) =>
      topic === '' ? 'Vielen Dank für Ihre Antworten' : `Vielen Dank für Ihre Antworten zu „${topic}“`,
    preheader: () => 'Ihre Antworten sind angekommen. Sie müssen nichts weiter tun.',
    heading: 'Vielen Dank für Ihre Zeit',
    leadToTopic: [
      'Ihre Antworten sind angekommen. Vielen Dank, dass Sie uns Ihre Sicht geschildert haben. Es ging um:',
    ],
    lead: ['Ihre Antworten sind angekommen. Vielen Dank, dass Sie uns Ihre Sicht geschildert haben.'],
    body: [
      'Ihre Antworten helfen uns, das Thema besser zu verstehen. Sie müssen nichts weiter tun.',
      'Wenn Sie etwas ergänzen möchten oder eine Frage haben, antworten Sie einfach auf diese E-Mail. Ihre Antwort erreicht das Team.',
    ],
    closing: 'Freundliche Grüße',
    reason: () => 'Sie erhalten diese E-Mail, weil Sie an einem Interview teilgenommen haben.',
    optOut: { question: 'Möchten Sie keine E-Mails mehr?', link: 'Diese E-Mails abbestellen' },
    withoutOptOut: 'Wenn Sie keine E-Mails mehr möchten, antworten Sie uns kurz.',
  },
};
