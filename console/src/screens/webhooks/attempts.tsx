import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProject } from '../../api/session';
import { useAction, usePages, useRefresh } from '../../api/use-api';
import { ApiCall } from '../../components/api-call';
import { Badge } from '../../components/badge';
import { Button } from '../../components/button';
import { MoreButton } from '../../components/more-button';
import { Row, RowList } from '../../components/row-list';
import { EmptyState, ErrorNote, ErrorState, Loading } from '../../components/states';
import { Switch } from '../../components/switch';
import { tell } from '../../components/toasts';
import { useDates } from '../../components/use-dates';
import { eventKey } from './events';
import { listAttempts, replayAttempt, type Webhook, type WebhookAttempt, webhooksPath } from './requests';
import styles from './webhooks-screen.module.css';

/** Milliseconds between looks while a message may be on its way. */
const FOLLOW_MS = 3000;

/** The requests to the receiver and its answers, newest first. */
export function Attempts({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation('webhooks');
  const { id: projectId } = useProject();
  const [failedOnly, setFailedOnly] = useState(false);
  const attempts = usePages(listAttempts(projectId, webhook.id, failedOnly), {
    refetchInterval: webhook.enabled ? FOLLOW_MS : false,
    keepPrevious: true,
  });
  return (
    <section className={styles.section}>
      <h2>{t('attempts')}</h2>
      <p className={styles.hint}>{t('attemptsHint')}</p>
      <div className={styles.filter}>
        <Switch isSelected={failedOnly} onChange={setFailedOnly}>
          {t('failedOnly')}
        </Switch>
      </div>
      {attempts.error ? (
        <ErrorState error={attempts.error} onRetry={() => void attempts.refetch()} />
      ) : attempts.rows === undefined ? (
        <Loading />
      ) : attempts.rows.length === 0 ? (
        <EmptyState title={t('noAttemptsTitle')}>
          {failedOnly ? t('noFailures') : t('noAttemptsText')}
        </EmptyState>
      ) : (
        <RowList label={t('attempts')}>
          {attempts.rows.map((attempt) => (
            <AttemptRow key={attempt.id} webhook={webhook} attempt={attempt} />
          ))}
        </RowList>
      )}
      <MoreButton list={attempts} />
    </section>
  );
}

function AttemptRow({ webhook, attempt }: { webhook: Webhook; attempt: WebhookAttempt }) {
  const { t, i18n } = useTranslation('webhooks');
  const { id: projectId } = useProject();
  const dates = useDates();
  const refresh = useRefresh();
  const describe = () => replayAttempt(projectId, webhook.id, attempt.id);
  const replay = useAction(describe, {
    onSuccess: async () => {
      tell(t('replayed'));
      await refresh(webhooksPath(projectId));
    },
  });
  const { status_code: status, error, will_retry_at: retry } = attempt;
  const isGood = status !== null && status >= 200 && status < 300;
  const reason = i18n.exists(`errors.${error}`, { ns: 'webhooks' })
    ? t(`errors.${error as 'timeout'}`)
    : error;
  return (
    <Row
      title={t(`names.${eventKey(attempt.event)}`)}
      state={<Badge tone={isGood ? 'good' : 'bad'}>{status === null ? t('noAnswer') : status}</Badge>}
      facts={[
        dates.time(attempt.created_at),
        reason,
        t('duration', { ms: attempt.duration_ms }),
        retry !== null && t('retryAt', { time: dates.time(retry) }),
      ]}
      actions={
        webhook.enabled && (
          <>
            <Button isPending={replay.isPending} onPress={() => replay.mutate(undefined)}>
              {t('replay')}
            </Button>
            <ApiCall isCompact request={describe()} />
          </>
        )
      }
    >
      <ErrorNote error={replay.error} />
    </Row>
  );
}
