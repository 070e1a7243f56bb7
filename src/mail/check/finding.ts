export const LEVELS = ['ok', 'note', 'problem'] as const;
export type Level = (typeof LEVELS)[number];

/** One thing that a check has found out. */
export interface Finding {
  /** The subject, such as `SPF` or `MAIL_FROM`. */
  check: string;
  /** `problem`: mail cannot be sent, or large receivers refuse or distrust it. `note`: worth knowing. */
  level: Level;
  /** Sentences that say what was found, and the fix if there is something to fix. */
  text: string;
  /** A phrase that completes "a large receiver would object to". */
  objection?: string;
  /** A phrase that names something the check could not see. */
  unseen?: string;
}

type Extras = Pick<Finding, 'objection' | 'unseen'>;

export const ok = (check: string, text: string, extras: Extras = {}): Finding => ({
  check,
  level: 'ok',
  text,
  ...extras,
});

export const note = (check: string, text: string, extras: Extras = {}): Finding => ({
  check,
  level: 'note',
  text,
  ...extras,
});

export const problem = (check: string, text: string, extras: Extras = {}): Finding => ({
  check,
  level: 'problem',
  text,
  ...extras,
});
