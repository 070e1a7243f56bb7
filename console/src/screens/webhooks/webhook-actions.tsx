import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useProject } from '../../api/session';
import { useAction, useRefresh } from '../../api/use-api';
import { ApiCall } from '../../components/api-call';
import { Button } from '../../components/button';
import { ConfirmDialog } from '../../components/confirm-dialog';
import { Dialog } from '../../components/dialog';
import { ErrorNote } from '../../components/states';
import { tell } from '../../components/toasts';
import {
  deleteWebhook,
  rotateSecret,
  testWebhook,
  updateWebhook,
  type Webhook,
  type WebhookBody,
  webhooksPath,
} from './requests';
import { SecretDialog } from './secret-dialog';
import { WebhookForm } from './webhook-form';
import styles from './webhooks-screen.module.css';

type Asked = 'edit' | 'rotate' | 'delete' | null;

/** Tries, changes, switches and deletes a webhook, and replaces its secret. */
export function WebhookActions({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation('webhooks');
  const { id: projectId } = useProject();
  const { id, enabled } = webhook;
  const refresh = useRefresh();
  const [, navigate] = useLocation();
  const [asked, setAsked] = useState<Asked>(null);
  const readAgain = () => refresh(webhooksPath(projectId));
  const close = () => setAsked(null);

  const describeTest = () => testWebhook(projectId, id);
  const test = useAction(describeTest, {
    onSuccess: async () => {
      tell(t('testSent'));
      await readAgain();
    },
  });
  const describeSwitch = () => updateWebhook(projectId, id, { enabled: !enabled });
  const toggle = useAction(describeSwitch, { onSuccess: readAgain });
  const describeEdit = (body: WebhookBody) => updateWebhook(projectId, id, body);
  const edit = useAction(describeEdit, {
    onSuccess: async () => {
      close();
      await readAgain();
    },
  });
  const describeRotate = () => rotateSecret(projectId, id);
  const rotate = useAction(describeRotate);
  const describeDelete = () => deleteWebhook(projectId, id);
  const remove = useAction(describeDelete, {
    onSuccess: async () => {
      tell(t('deleted'));
      navigate(`/p/${projectId}/webhooks`);
      await readAgain();
    },
  });

  return (
    <div className={styles.actions}>
      <Button isDisabled={!enabled} isPending={test.isPending} onPress={() => test.mutate(undefined)}>
        {t('test')}
      </Button>
      <ApiCall isCompact request={describeTest()} />
      <Button isPending={toggle.isPending} onPress={() => toggle.mutate(undefined)}>
        {enabled ? t('switchOff') : t('switchOn')}
      </Button>
      <ApiCall isCompact request={describeSwitch()} />
      <Button icon="pencil" onPress={() => setAsked('edit')}>
        {t('edit')}
      </Button>
      <Button onPress={() => setAsked('rotate')}>{t('rotate')}</Button>
      <Button kind="quiet" onPress={() => setAsked('delete')}>
        {t('delete')}
      </Button>
      <ErrorNote error={test.error ?? toggle.error} />
      {asked === 'edit' && (
        <Dialog title={t('edit')} isOpen onClose={close}>
          <WebhookForm
            webhook={webhook}
            action={t('save')}
            error={edit.error}
            isBusy={edit.isPending}
            describe={describeEdit}
            onSubmit={(body) => edit.mutate(body)}
            onCancel={close}
          />
        </Dialog>
      )}
      {asked === 'rotate' && !rotate.data && (
        <ConfirmDialog
          title={t('rotateTitle')}
          action={t('rotate')}
          request={describeRotate()}
          isOpen
          isBusy={rotate.isPending}
          error={rotate.error}
          onConfirm={() => rotate.mutate(undefined)}
          onClose={close}
        >
          {t('rotateText')}
        </ConfirmDialog>
      )}
      {rotate.data && (
        <SecretDialog
          title={t('rotatedTitle')}
          text={t('rotatedText')}
          secret={rotate.data.secret}
          onClose={() => {
            close();
            rotate.reset();
          }}
        />
      )}
      {asked === 'delete' && (
        <ConfirmDialog
          title={t('deleteTitle')}
          action={t('delete')}
          request={describeDelete()}
          isOpen
          isBusy={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate(undefined)}
          onClose={close}
        >
          {t('deleteText')}
        </ConfirmDialog>
      )}
    </div>
  );
}
