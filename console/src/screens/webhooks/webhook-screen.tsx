import { useTranslation } from 'react-i18next';
import { useProject } from '../../api/session';
import { useRead } from '../../api/use-api';
import { ApiReads } from '../../components/api-call';
import { PageHeading } from '../../components/page-heading';
import type { ScreenProps } from '../../components/screen-props';
import { EmptyState, ErrorState, Loading } from '../../components/states';
import { useDates } from '../../components/use-dates';
import { UserText } from '../../components/user-text';
import { Attempts } from './attempts';
import { eventKey } from './events';
import { listAttempts, readWebhook, type Webhook } from './requests';
import { WebhookActions } from './webhook-actions';
import { WebhookState } from './webhook-state';
import styles from './webhooks-screen.module.css';

/** One webhook: what it gets, whether it works, and what its receiver answered. */
export default function WebhookScreen({ params: { id = '' } }: ScreenProps) {
  const { t } = useTranslation('webhooks');
  const { id: projectId, isAdmin } = useProject();
  const request = readWebhook(projectId, id);
  const webhook = useRead(request, { enabled: isAdmin });
  if (!isAdmin) {
    return (
      <>
        <PageHeading title={t('one')} />
        <EmptyState title={t('adminsTitle')}>{t('adminsText')}</EmptyState>
      </>
    );
  }
  if (webhook.error || !webhook.data) {
    return (
      <>
        <PageHeading title={t('one')} />
        {webhook.error ? (
          <ErrorState error={webhook.error} onRetry={() => void webhook.refetch()} />
        ) : (
          <Loading />
        )}
      </>
    );
  }
  return (
    <>
      <PageHeading
        title={webhook.data.description || t('one')}
        isUserText={webhook.data.description !== ''}
      />
      <Facts webhook={webhook.data} />
      <WebhookActions webhook={webhook.data} />
      <Attempts webhook={webhook.data} />
      <ApiReads requests={[request, listAttempts(projectId, id, false)]} />
    </>
  );
}

function Facts({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation('webhooks');
  const dates = useDates();
  return (
    <>
      <p className={styles.address}>
        <UserText>{webhook.url}</UserText> <WebhookState webhook={webhook} />
      </p>
      <p className={styles.hint}>
        {webhook.events.map((event) => t(`names.${eventKey(event)}`)).join(' · ')}
        {webhook.include_personal_data && ` · ${t('personalShort')}`}
      </p>
      {webhook.disabled_reason !== null && (
        <p className={styles.alarm}>{t(`reasons.${webhook.disabled_reason}`)}</p>
      )}
      {webhook.enabled && webhook.failing_since !== null && (
        <p className={styles.alarm}>{t('failingHint', { time: dates.time(webhook.failing_since) })}</p>
      )}
    </>
  );
}
