import type { OwnOptOutTexts } from './opt-out-texts';

/** German. U+2011 is a hyphen at which no line breaks. */
export const de: OwnOptOutTexts = {
  footnote: 'Haben Sie Fragen? Antworten Sie auf die E\u2011Mail, über die Sie hierhergekommen sind.',
  ask: {
    title: 'Welche E\u2011Mails möchten Sie abbestellen?',
    lead: '{name} hat Ihnen geschrieben und interessiert sich für Ihre Sicht auf:',
    leadWithoutTopic: '{name} hat Ihnen geschrieben, um Sie zu einem Interview einzuladen.',
    anonymousTeam: 'Ein Forschungsteam',
    completed:
      'Zu diesem Thema haben Sie schon geantwortet. Dazu kommen keine E\u2011Mails mehr. Vielen Dank dafür.',
  },
  topic: {
    title: 'Nur dieses Thema',
    text: 'Sie bekommen keine E\u2011Mails mehr zu diesem Thema. Zu anderen Themen darf das Team Ihnen schreiben.',
    button: 'Dieses Thema nicht',
  },
  later: {
    title: 'Nur jetzt nicht',
    text: 'Vor dem Tag, den Sie wählen, bekommen Sie keine E\u2011Mails. Ab dann darf das Team Ihnen wieder schreiben.',
    label: 'Keine E\u2011Mails vor dem',
    button: 'Später noch einmal fragen',
  },
  never: {
    title: 'Alle E\u2011Mails dieses Teams',
    text: 'Sie bekommen von diesem Team keine Einladungen und Erinnerungen mehr, gleich zu welchem Thema.',
    button: 'Nie wieder schreiben',
  },
  chosen: {
    topic: {
      title: 'Keine E\u2011Mails mehr zu diesem Thema',
      lead: 'Das ist völlig in Ordnung und jetzt vermerkt. Sie können diese Seite schließen.',
    },
    later: {
      title: (day) => `Keine E\u2011Mails vor dem ${day}`,
      lead: 'Das ist vermerkt. Ab diesem Tag darf das Team Ihnen wieder schreiben. Sie können diese Seite schließen.',
    },
    never: {
      title: 'Sie bekommen keine E\u2011Mails mehr',
      lead: 'Das ist vermerkt: Das Team schreibt Ihnen nicht mehr, gleich zu welchem Thema. Sie können diese Seite schließen.',
    },
    more: 'Möchten Sie lieber etwas anderes wählen?',
  },
  undo: {
    title: 'War das ein Versehen?',
    text: 'Dann machen Sie Ihre Wahl rückgängig. Danach ist alles wieder wie zuvor.',
    button: 'Rückgängig machen',
  },
  wrongDay: (first, last) => `Bitte wählen Sie einen Tag vom ${first} bis zum ${last}.`,
  notFound: {
    title: 'Link nicht gefunden',
    heading: 'Mit diesem Link lassen sich keine E\u2011Mails abbestellen',
    lead: 'Vielleicht fehlt ein Teil der Adresse, oder der Link wird nicht mehr benutzt. Von hier aus können wir nicht sagen, was es ist. Geändert hat sich nichts.',
    whatToDo: 'Was Sie tun können',
    stepList: [
      {
        title: 'Versuchen Sie den Link noch einmal',
        text: 'Gehen Sie zur E\u2011Mail zurück und öffnen Sie den Link von dort, oder kopieren Sie die ganze Adresse.',
      },
      {
        title: 'Antworten Sie auf die E\u2011Mail',
        text: 'Wenn Sie wieder hier landen, antworten Sie, dass Sie keine E\u2011Mails mehr möchten. Ihre Antwort geht an die Person, die Ihnen geschrieben hat.',
      },
    ],
    footnote: 'Entschuldigen Sie den Umweg.',
  },
  preview: {
    title: 'Vorschau-Link',
    heading: 'Das ist nur ein Vorschau-Link',
    lead: 'Er steht für einen echten Link, während sich jemand eine E\u2011Mail ansieht. Er gehört niemandem und ändert nichts.',
    realTitle: 'Was der Link in echten E\u2011Mails tut',
    real: 'Er öffnet eine Seite, auf der die eingeladene Person das Thema ablehnen, einen späteren Tag wählen oder alle weiteren E\u2011Mails abbestellen kann. Jede Wahl lässt sich rückgängig machen.',
    footnote: 'Diese Seite sieht für alle gleich aus.',
  },
};
