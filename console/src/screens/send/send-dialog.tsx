import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sendMails, type SendKind } from '../../api/mails';
import type { SendingHours } from '../../api/sending-hours';
import { useProject } from '../../api/session';
import { readTopic, topicPath } from '../../api/topics';
import { useAction, useRead, useRefresh } from '../../api/use-api';
import { ApiCall } from '../../components/api-call';
import { Button } from '../../components/button';
import { Dialog, DialogButtons } from '../../components/dialog';
import { ErrorNote } from '../../components/states';
import { tell } from '../../components/toasts';
import { useDates } from '../../components/use-dates';
import { useOpening } from '../../components/use-opening';
import { UserText } from '../../components/user-text';
import { Leaving } from './leaving';

interface SendDialogProps {
  topicId: string;
  kind: SendKind;
  count: number;
  overrideReason: string;
  /** Null for now. */
  sendAt: string | null;
  hours: SendingHours;
  onClose: () => void;
}

/** Asks once more before mails go out, with their number and subject, and when they leave. */
export function SendDialog(props: SendDialogProps) {
  const { topicId, kind, count, overrideReason, sendAt, hours, onClose } = props;
  const { t } = useTranslation(['send', 'common']);
  const { id: projectId } = useProject();
  const topic = useRead(readTopic(projectId, topicId));
  const refresh = useRefresh();
  const queries = useQueryClient();
  // One key per opened dialog: a second press, or one after a lost connection, does not send twice.
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const describe = () =>
    sendMails(projectId, topicId, { kind, isDryRun: false, overrideReason, sendAt, idempotencyKey });
  const dates = useDates(hours.time_zone);
  const leaving = useOpening(hours, sendAt);
  const time = sendAt === null ? '' : dates.ahead(sendAt);
  const start = useAction(describe, {
    onSuccess: async () => {
      const isLater = sendAt !== null || leaving?.isOutside;
      tell(
        isLater
          ? t('planned', { count, time: leaving ? dates.ahead(leaving.opening) : time })
          : t('started', { count }),
      );
      onClose();
      await refresh(topicPath(projectId, topicId));
      await queries.invalidateQueries({ queryKey: ['dry run'] });
    },
  });
  const subject = kind === 'invite' ? topic.data?.invite_subject : topic.data?.reminder_subject;
  return (
    <Dialog
      role="alertdialog"
      title={sendAt === null ? t('confirmTitle', { count }) : t('planTitle', { count })}
      isOpen
      onClose={onClose}
    >
      <p>{sendAt === null ? t('confirmText') : t('planText', { time, zone: hours.time_zone })}</p>
      <Leaving hours={hours} sendAt={sendAt} />
      {subject && (
        <p>
          {t('subject')} <UserText>{subject}</UserText>
        </p>
      )}
      <ErrorNote error={start.error} />
      <DialogButtons>
        <Button kind="primary" autoFocus isPending={start.isPending} onPress={() => start.mutate(undefined)}>
          {sendAt === null ? t('confirm', { count }) : t('plan', { count })}
        </Button>
        <Button onPress={onClose}>{t('common:actions.cancel')}</Button>
        <ApiCall request={describe()} />
      </DialogButtons>
    </Dialog>
  );
}
