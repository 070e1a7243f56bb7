import type { OwnMyDataTexts } from './my-data-texts';

/** German. */
export const de: OwnMyDataTexts = {
  title: 'Ihre Daten',
  lead: 'Das ist über Sie und Ihr Interview gespeichert, zum Thema:',
  footnote:
    'Der Link zu dieser Seite gehört nur Ihnen. Bewahren Sie ihn auf, solange Sie ihn brauchen könnten.',
  back: 'Zum Interview',
  facts: {
    title: 'Über Sie',
    identifier: 'Eingeladen als',
    name: 'Eingegebener Name',
    started: 'Begonnen',
    completed: 'Abgeschickt',
    withdrawn: 'Zurückgezogen',
    consent: 'Einwilligungstext',
  },
  said: {
    title: 'Was Sie gesagt haben',
    call: 'Sprachanruf',
    summary: 'Zusammenfassung',
    skipped: 'Übersprungen',
    none: 'Es sind keine Antworten gespeichert.',
  },
  download: {
    title: 'Herunterladen',
    text: 'Alles auf dieser Seite als Datei: als Text zum Lesen oder als JSON für andere Programme.',
    asText: 'Als Text',
    asJson: 'Als JSON',
  },
  withdraw: {
    title: 'Interview zurückziehen',
    text: 'Das Forschungsteam sieht sofort nicht mehr, was Sie gesagt haben. Nach zehn Minuten werden Ihre Worte endgültig gelöscht; bis dahin können Sie es hier rückgängig machen. Sie müssen nicht sagen, warum.',
    button: 'Zurückziehen und löschen',
  },
  withdrawn: {
    title: 'Sie haben Ihr Interview zurückgezogen',
    text: 'Das Forschungsteam sieht nichts von dem, was Sie gesagt haben.',
    tooLate: 'Ihre Worte sind gelöscht.',
    undoTitle: 'War das ein Versehen?',
    undoText: 'Zehn Minuten lang können Sie Ihre Worte zurückholen. Danach werden sie endgültig gelöscht.',
    undo: 'Zurückholen',
  },
  receipt: {
    title: 'Beleg',
    text: 'Er bestätigt, dass Sie Ihr Interview zurückgezogen haben. Bewahren Sie die Nummer auf, falls Sie danach fragen möchten.',
    number: 'Nummer',
    save: 'Beleg speichern',
  },
  never: {
    title: 'Keine E\u2011Mails mehr',
    text: 'Sie bekommen von diesem Team keine Einladungen und Erinnerungen mehr, egal zu welchem Thema.',
    button: 'Nie wieder schreiben',
    done: 'Sie bekommen von diesem Team keine E\u2011Mails mehr.',
  },
  more: {
    title: 'Noch etwas?',
    text: 'Wenn hier etwas nicht stimmt oder alles über Sie gelöscht werden soll, schreiben Sie dem Team, das Sie eingeladen hat.',
  },
};
