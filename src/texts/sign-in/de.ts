import type { OwnSignInTexts } from './sign-in-texts';

/** German. */
export const de: OwnSignInTexts = {
  mark: 'Parley',
  footnote:
    'Klappt die Anmeldung nicht? Fragen Sie jemanden im Team oder die Personen, die diesen Server betreiben.',
  start: {
    title: 'Anmelden',
    lead: 'Sie erhalten eine E‑Mail mit einem Link, über den Sie sich anmelden. Ein Passwort brauchen Sie nicht.',
    label: 'Ihre E‑Mail-Adresse',
    button: 'Link zuschicken',
    wrongAddress: 'Bitte geben Sie eine vollständige E‑Mail-Adresse ein, zum Beispiel ada@example.com.',
    noMail:
      'Dieser Server verschickt noch keine E‑Mails und kann Ihnen daher keinen Link schicken. Bitten Sie die Personen, die ihn betreiben, einen Mailserver einzurichten oder einen Link für Sie zu erzeugen.',
    oidcTitle: 'Mit dem Konto Ihrer Organisation',
    oidcText: 'Sie melden sich dort an, wo Sie es immer tun, und kommen hierher zurück.',
    oidcButton: 'Weiter mit Single Sign-on',
  },
  sent: {
    title: 'Sehen Sie in Ihr Postfach',
    lead: 'Wenn die Adresse zu einem Benutzerkonto gehört, ist eine E‑Mail unterwegs. Ihr Link funktioniert einmal und gilt 15 Minuten.',
    mailboxTitle: 'Dieser Server behält seine E‑Mails hier',
    mailboxText:
      'Es ist kein Mailserver eingerichtet, deshalb landen alle E‑Mails in einem Postfach auf diesem Server.',
    mailboxButton: 'Postfach öffnen',
    nothingCame: 'Nach einigen Minuten ist keine E‑Mail da?',
    stepList: [
      {
        title: 'Sehen Sie im Spam-Ordner nach',
        text: 'Manche Mailprogramme legen E‑Mails mit Links dort ab.',
      },
      {
        title: 'Prüfen Sie die Adresse',
        text: 'Es muss die sein, die Ihr Team in ein Projekt aufgenommen hat. Andere Adressen erhalten keine E‑Mail.',
      },
    ],
    again: 'Adresse noch einmal eingeben',
  },
  confirm: {
    title: 'Anmelden',
    lead: 'Dieser Link meldet Sie als {name} an.',
    button: 'Anmelden',
    hint: 'Sind Sie das nicht? Dann schließen Sie diese Seite. Es ist nichts geschehen.',
  },
  ended: {
    title: 'Dieser Link funktioniert nicht mehr',
    lead: 'Er wurde schon verwendet, seine Zeit ist abgelaufen, oder ein Teil der Adresse fehlt. Jeder Link funktioniert einmal.',
    button: 'Neuen Link anfordern',
    already: 'Haben Sie gerade auf die Schaltfläche gedrückt?',
    alreadyText: 'Dann sind Sie vielleicht schon angemeldet.',
    console: 'Konsole öffnen',
  },
  failed: {
    otherSite: {
      title: 'Sie wurden nicht angemeldet',
      lead: 'Eine andere Website wollte Sie anmelden, deshalb hat Parley das verhindert. Öffnen Sie den Link in Ihrer E‑Mail selbst.',
    },
    unreachable: {
      title: 'Die Anmeldung Ihrer Organisation antwortet nicht',
      lead: 'Sie ist gerade nicht erreichbar. Bitte versuchen Sie es in einigen Minuten noch einmal.',
    },
    incomplete: {
      title: 'Sie wurden nicht angemeldet',
      lead: 'Die Anmeldung wurde abgebrochen, hat zu lange gedauert oder wurde in einem anderen Fenster begonnen. Bitte beginnen Sie noch einmal.',
    },
    unverified: {
      title: 'Ihre E‑Mail-Adresse ist nicht bestätigt',
      lead: 'Die Anmeldung Ihrer Organisation hat nicht bestätigt, dass die E‑Mail-Adresse Ihnen gehört. Bestätigen Sie sie dort, und versuchen Sie es dann noch einmal.',
    },
    unknownUser: {
      title: 'Zu Ihrer Adresse gibt es kein Benutzerkonto',
      lead: 'Ihre Organisation kennt Sie, dieses Parley aber nicht. Bitten Sie jemanden im Team, Ihre Adresse in ein Projekt aufzunehmen.',
    },
  },
  back: 'Zurück zur Anmeldung',
  notFound: {
    title: 'Seite nicht gefunden',
    heading: 'Unter dieser Adresse gibt es nichts',
    lead: 'Vielleicht fehlt ein Teil der Adresse.',
    whatToDo: 'Was Sie tun können',
    stepList: [
      {
        title: 'Öffnen Sie den Link noch einmal',
        text: 'Gehen Sie zurück zur E‑Mail, und kopieren Sie die ganze Adresse.',
      },
      {
        title: 'Fordern Sie einen neuen Link an',
        text: 'Geben Sie auf der Seite /sign-in Ihre E‑Mail-Adresse ein.',
      },
    ],
    footnote: 'Bitte entschuldigen Sie den Umweg.',
  },
  mail: {
    hello: (name) => (name === '' ? 'Guten Tag,' : `Guten Tag ${name},`),
    copyAddress: 'Falls die Schaltfläche nicht funktioniert, kopieren Sie diese Adresse in Ihren Browser:',
    keepPrivate:
      'Der Link ist nur für Sie. Bitte leiten Sie ihn nicht weiter, denn er öffnet Ihr Benutzerkonto.',
    signIn: {
      subject: 'Ihr Link zur Anmeldung bei Parley',
      preheader: 'Sie haben einen Link zur Anmeldung angefordert.',
      heading: 'Bei Parley anmelden',
      lead: 'Hier ist der Link, den Sie angefordert haben. Er führt zu einer Seite mit einer Schaltfläche, über die Sie sich anmelden.',
      button: 'Anmelden',
      validity: (time) =>
        `Der Link funktioniert einmal und gilt ${time}. Einen neuen können Sie jederzeit anfordern.`,
      reason: (host) =>
        `Sie erhalten diese E-Mail, weil Ihre Adresse auf der Anmeldeseite von ${host} eingegeben wurde. Wenn Sie das nicht waren, ignorieren Sie die E-Mail; ohne den Link kommt niemand hinein.`,
    },
    invitation: (inviter, project) => ({
      subject:
        project === ''
          ? `${inviter} lädt Sie in ein Forschungsprojekt ein`
          : `${inviter} lädt Sie in das Forschungsprojekt „${project}“ ein`,
      preheader: 'Dort planen Sie gemeinsam Interviews und lesen die Antworten.',
      heading: 'Sie sind in ein Projekt eingeladen',
      lead:
        project === ''
          ? `${inviter} möchte mit Ihnen an einem Forschungsprojekt in Parley arbeiten. Dort planen Sie gemeinsam Interviews und lesen die Antworten.`
          : `${inviter} möchte mit Ihnen am Forschungsprojekt „${project}“ in Parley arbeiten. Dort planen Sie gemeinsam Interviews und lesen die Antworten.`,
      button: 'Projekt öffnen',
      validity: (time) =>
        `Der Link funktioniert einmal und gilt ${time}. Danach melden Sie sich mit dieser E-Mail-Adresse an.`,
      reason: (host) =>
        `Sie erhalten diese E-Mail, weil ${inviter} Ihre Adresse in ein Projekt auf ${host} aufgenommen hat. Wenn Sie nicht wissen, warum, ignorieren Sie die E-Mail einfach.`,
    }),
  },
};
