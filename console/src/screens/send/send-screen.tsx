import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listBatches } from '../../api/batches';
import { readMailSummary, type SendKind } from '../../api/mails';
import { useProject } from '../../api/session';
import { readSettings } from '../../api/settings';
import { useRead } from '../../api/use-api';
import { ApiReads } from '../../components/api-call';
import type { ScreenProps } from '../../components/screen-props';
import { ErrorState, Loading } from '../../components/states';
import { DryRun } from './dry-run';
import { EarlierBatches } from './earlier-batches';
import { MailProgress } from './mail-progress';
import styles from './send-screen.module.css';
import { SendTest } from './send-test';
import { useBatches } from './use-batches';

/** Shows who would get a mail, sends it now or later, and follows the mails on their way. */
export default function SendScreen({ params: { topicId = '' } }: ScreenProps) {
  const { t } = useTranslation('send');
  const project = useProject();
  const [kind, setKind] = useState<SendKind>('invite');
  const summary = useRead(readMailSummary(project.id, topicId));
  const settings = useRead(readSettings(project.id));
  const { list, current, earlier } = useBatches(project.id, topicId);
  const error = summary.error ?? settings.error ?? list.error;

  function retry() {
    for (const read of [summary, settings, list]) if (read.error) void read.refetch();
  }
  if (error) return <ErrorState error={error} onRetry={retry} />;
  if (!summary.data || !settings.data || !current || !earlier) return <Loading />;
  const timeZone = settings.data.time_zone;
  return (
    <>
      {summary.data.total > 0 ? (
        <MailProgress topicId={topicId} summary={summary.data} batches={current} timeZone={timeZone} />
      ) : (
        !project.canWrite && <p className={styles.soft}>{t('nothingSent')}</p>
      )}
      {project.canWrite && (
        <>
          <DryRun
            key={kind}
            topicId={topicId}
            kind={kind}
            canRemind={summary.data.sent + summary.data.uncertain > 0}
            hours={settings.data}
            onKind={setKind}
          />
          <SendTest topicId={topicId} />
        </>
      )}
      <EarlierBatches topicId={topicId} batches={earlier} list={list} timeZone={timeZone} />
      {summary.data.total > 0 && <p className={styles.zone}>{t('zone', { zone: timeZone })}</p>}
      <ApiReads
        requests={[
          readMailSummary(project.id, topicId),
          listBatches(project.id, topicId),
          readSettings(project.id),
        ]}
      />
    </>
  );
}
