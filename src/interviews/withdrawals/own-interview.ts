/** An interview as its own person sees it. */
export interface OwnInterview {
  id: string;
  status: string;
  createdAt: Date;
  startedAt: Date | null;
  completedAt: Date | null;
  withdrawnAt: Date | null;
  /** Seconds for which the withdrawal can be undone; 0 when it cannot. */
  undoSeconds: number;
  isCall: boolean;
  respondentName: string;
  consentVersion: string | null;
  consentLanguage: string | null;
  transcript: string;
  summary: string;
  answers: OwnAnswer[];
}

/** One answer with its question. A skipped one has the text that was typed before. */
export interface OwnAnswer {
  position: number;
  question: string;
  text: string;
  skipped: boolean;
}
