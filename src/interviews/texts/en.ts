import type { InterviewTexts } from './interview-texts';

/** English. */
export const en: InterviewTexts = {
  consentVersion: '2026-11-en',
  searchConfig: 'english',
  openQuestion: (topic) => `What would you like to tell us about this: ${topic}?`,
  lastWordQuestion: 'Is there anything else you would like to tell us?',
};
