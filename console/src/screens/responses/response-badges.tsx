import { useTranslation } from 'react-i18next';
import { Badge } from '../../components/badge';
import type { Response, ResponseStatus } from './response-types';

const TONES: Readonly<Record<ResponseStatus, 'good' | 'waiting' | 'plain'>> = {
  completed: 'good',
  started: 'waiting',
  abandoned: 'plain',
  declined: 'plain',
};

/** Status of a response, its kind unless it is the usual one, and its classifications. */
export function ResponseBadges({ response }: { response: Response }) {
  const { t } = useTranslation('responses');
  const { status, kind, classifications } = response;
  return (
    <>
      <Badge tone={TONES[status]}>{t(`statuses.${status}`)}</Badge>
      {kind !== 'personal' && <Badge>{t(`kinds.${kind}`)}</Badge>}
      {classifications.map((classification) =>
        // The status says so already.
        classification === 'abandoned' ? null : (
          <Badge key={classification} tone="waiting">
            {t(`classes.${classification}`)}
          </Badge>
        ),
      )}
    </>
  );
}
