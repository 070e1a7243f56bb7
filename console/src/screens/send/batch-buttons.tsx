import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actOnBatch, type Batch, type BatchAction } from '../../api/batches';
import { useProject } from '../../api/session';
import { topicPath } from '../../api/topics';
import { useAction, useRefresh } from '../../api/use-api';
import { ApiCall } from '../../components/api-call';
import { Button } from '../../components/button';
import { ConfirmDialog } from '../../components/confirm-dialog';
import { ErrorNote } from '../../components/states';
import { tell } from '../../components/toasts';
import { waitingIn } from './batches';
import styles from './send-screen.module.css';

/** Pauses, resumes or cancels a batch that is open; to cancel is asked about first. */
export function BatchButtons({ topicId, batch }: { topicId: string; batch: Batch }) {
  const { t } = useTranslation('send');
  const { id: projectId } = useProject();
  const refresh = useRefresh();
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const describe = (action: BatchAction) => actOnBatch(projectId, topicId, batch.id, action);
  const readAgain = () => refresh(topicPath(projectId, topicId));
  const act = useAction(describe, {
    onSuccess: async (_, action) => {
      tell(t(`batches.told.${action}`));
      setAsking(false);
      await readAgain();
      // These people can be written to again.
      if (action === 'cancel') await queries.invalidateQueries({ queryKey: ['dry run'] });
    },
  });
  // It may have ended while the page showed it as open.
  const send = (action: BatchAction) => act.mutate(action, { onError: () => void readAgain() });
  const known = { batch_finished: t('batches.finished') };
  const isPaused = batch.state === 'paused';
  const toggle = isPaused ? 'resume' : 'pause';
  const { sent } = batch.counts;
  return (
    <div className={styles.batchActions}>
      <div className={styles.batchButtons}>
        <Button isPending={act.isPending && act.variables === toggle} onPress={() => send(toggle)}>
          {t(`batches.${toggle}`)}
        </Button>
        <ApiCall isCompact request={describe(toggle)} />
        <Button kind="quiet" onPress={() => setAsking(true)}>
          {sent > 0 ? t('cancel') : t('batches.cancel')}
        </Button>
      </div>
      {!isAsking && <ErrorNote error={act.error} known={known} />}
      {isAsking && (
        <ConfirmDialog
          title={t('cancelTitle', { count: waitingIn(batch) })}
          action={sent > 0 ? t('cancel') : t('batches.cancel')}
          dismiss={t('batches.keep')}
          request={describe('cancel')}
          isOpen
          isBusy={act.isPending}
          error={act.error}
          known={known}
          onConfirm={() => send('cancel')}
          onClose={() => setAsking(false)}
        >
          {sent > 0 && t('batches.cancelSent', { count: sent })} {t('cancelText')}
        </ConfirmDialog>
      )}
    </div>
  );
}
