/** Everything that the interview page says in one language. */
export interface InterviewTexts {
  /** Changes with every change of the consent's wording; stored with each consent. */
  consentVersion: string;
  /** PostgreSQL's text search configuration for the language. */
  searchConfig: string;
  /** What is asked when the topic has no questions. */
  openQuestion: (topic: string) => string;
  /** The free last word. */
  lastWordQuestion: string;
}
