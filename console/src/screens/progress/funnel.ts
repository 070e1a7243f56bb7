import type { ProgressState } from '../../api/people';

export type Counts = Readonly<Record<ProgressState, number>>;

/** Steps of the way from the list to the answer; each includes those behind it. */
export const STEPS = ['people', 'invited', 'opened', 'started', 'completed'] as const;
export type Step = (typeof STEPS)[number];

/** The states of people who have taken at least this step. Who opened a link was reached, by mail or otherwise. */
const REACHED: Record<Exclude<Step, 'people'>, readonly ProgressState[]> = {
  invited: ['sent', 'uncertain', 'opened', 'started', 'completed', 'declined'],
  opened: ['opened', 'started', 'completed', 'declined'],
  started: ['started', 'completed'],
  completed: ['completed'],
};

/** How many people have taken each step. */
export function funnelOf(counts: Counts): { step: Step; count: number }[] {
  const sum = (states: readonly ProgressState[]) => states.reduce((total, state) => total + counts[state], 0);
  return STEPS.map((step) => ({
    step,
    count: step === 'people' ? sum(Object.keys(counts) as ProgressState[]) : sum(REACHED[step]),
  }));
}
