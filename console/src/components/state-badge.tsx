import { useTranslation } from 'react-i18next';
import type { ProgressState } from '../api/people';
import { Badge } from './badge';

const TONES = {
  not_invited: 'plain',
  queued: 'waiting',
  sent: 'waiting',
  uncertain: 'bad',
  failed: 'bad',
  opened: 'waiting',
  started: 'waiting',
  completed: 'good',
  declined: 'plain',
} as const satisfies Record<ProgressState, string>;

/** How far a person has come, as a word. */
export function StateBadge({ state }: { state: ProgressState }) {
  const { t } = useTranslation();
  return <Badge tone={TONES[state]}>{t(`progress.${state}`)}</Badge>;
}
