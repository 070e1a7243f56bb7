import { useState } from 'react';
import { Link } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useProject } from '../../api/session';
import { useAction, usePages, useRefresh } from '../../api/use-api';
import { ApiReads } from '../../components/api-call';
import { Button } from '../../components/button';
import { Dialog } from '../../components/dialog';
import { MoreButton } from '../../components/more-button';
import { PageHeading } from '../../components/page-heading';
import { Row, RowList } from '../../components/row-list';
import { EmptyState, ErrorState, Loading } from '../../components/states';
import { useDates } from '../../components/use-dates';
import { UserText } from '../../components/user-text';
import { eventKey } from './events';
import { createWebhook, listWebhooks, type Webhook, type WebhookBody, webhooksPath } from './requests';
import { SecretDialog } from './secret-dialog';
import { WebhookForm } from './webhook-form';
import { WebhookState } from './webhook-state';
import styles from './webhooks-screen.module.css';

/** The receivers of the project's events, for admins. */
export default function WebhooksScreen() {
  const { t } = useTranslation('webhooks');
  const { isAdmin } = useProject();
  if (isAdmin) return <Webhooks />;
  return (
    <>
      <PageHeading title={t('title')} />
      <EmptyState title={t('adminsTitle')}>{t('adminsText')}</EmptyState>
    </>
  );
}

function Webhooks() {
  const { t } = useTranslation('webhooks');
  const { id: projectId } = useProject();
  const [isCreating, setCreating] = useState(false);
  const list = listWebhooks(projectId);
  const webhooks = usePages(list);
  const create = (
    <Button kind="primary" icon="plus" onPress={() => setCreating(true)}>
      {t('new')}
    </Button>
  );
  return (
    <>
      <PageHeading title={t('title')}>{create}</PageHeading>
      <p className={styles.hint}>{t('hint')}</p>
      {webhooks.error ? (
        <ErrorState error={webhooks.error} onRetry={() => void webhooks.refetch()} />
      ) : webhooks.rows === undefined ? (
        <Loading />
      ) : webhooks.rows.length === 0 ? (
        <EmptyState title={t('noneTitle')}>{t('noneText')}</EmptyState>
      ) : (
        <RowList label={t('title')}>
          {webhooks.rows.map((webhook) => (
            <WebhookRow key={webhook.id} webhook={webhook} />
          ))}
        </RowList>
      )}
      <MoreButton list={webhooks} />
      <ApiReads requests={[list]} />
      {isCreating && <NewWebhook onClose={() => setCreating(false)} />}
    </>
  );
}

function WebhookRow({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation('webhooks');
  const { id: projectId } = useProject();
  const dates = useDates();
  return (
    <Row
      title={
        <Link href={`/p/${projectId}/webhooks/${webhook.id}`}>
          <UserText>{webhook.description === '' ? webhook.url : webhook.description}</UserText>
        </Link>
      }
      state={<WebhookState webhook={webhook} />}
      facts={[
        webhook.description !== '' && <UserText key="url">{webhook.url}</UserText>,
        webhook.events.map((event) => t(`names.${eventKey(event)}`)).join(', '),
        webhook.include_personal_data && t('personalShort'),
        webhook.failing_since !== null && t('failingSince', { time: dates.time(webhook.failing_since) }),
      ]}
    />
  );
}

/** Makes a webhook, and shows its secret this once. */
function NewWebhook({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('webhooks');
  const { id: projectId } = useProject();
  const refresh = useRefresh();
  const describe = (body: WebhookBody) => createWebhook(projectId, body);
  const create = useAction(describe, { onSuccess: () => refresh(webhooksPath(projectId)) });
  if (create.data) {
    return (
      <SecretDialog
        title={t('createdTitle')}
        text={t('createdText')}
        secret={create.data.secret}
        onClose={onClose}
      />
    );
  }
  return (
    <Dialog title={t('new')} isOpen onClose={onClose}>
      <WebhookForm
        action={t('create')}
        error={create.error}
        isBusy={create.isPending}
        describe={describe}
        onSubmit={(body) => create.mutate(body)}
        onCancel={onClose}
      />
    </Dialog>
  );
}
