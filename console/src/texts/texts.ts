import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Texts } from './english';
import { type Language, LANGUAGES, preferredLanguage } from './languages';

const KEPT = 'parley.language';

const files = import.meta.glob<{ default: Texts[keyof Texts] }>('./{en,de,es}/*.json');

/** Loads the files of a language when a screen asks for them. */
const lazyFiles = {
  type: 'backend' as const,
  init: () => undefined,
  read: async (language: string, name: string) => {
    const load = files[`./${language}/${name}.json`];
    if (load === undefined) throw new Error(`There is no text file ${language}/${name}.`);
    return (await load()).default;
  },
};

/** Prepares the texts in the language that was chosen last, or else that of the browser. */
export async function startTexts(): Promise<void> {
  document.documentElement.lang = preferredLanguage(localStorage.getItem(KEPT), navigator.languages);
  await i18next
    .use(lazyFiles)
    .use(initReactI18next)
    .init({
      lng: document.documentElement.lang,
      fallbackLng: 'en',
      supportedLngs: LANGUAGES,
      // A test holds the languages together, so that nobody needs the English file besides.
      partialBundledLanguages: true,
      ns: ['common'],
      defaultNS: 'common',
      load: 'currentOnly',
      // React escapes what it shows.
      interpolation: { escapeValue: false },
    });
}

/** Loads the texts of a screen, while its program is loaded. */
export function loadTexts(name: keyof Texts): Promise<void> {
  return i18next.loadNamespaces(name);
}

/** Shows the console in another language, now and from now on. */
export async function changeLanguage(language: Language): Promise<void> {
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  localStorage.setItem(KEPT, language);
}
