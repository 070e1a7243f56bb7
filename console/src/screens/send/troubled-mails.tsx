import { useTranslation } from 'react-i18next';
import { listMails, type MailEntry, type MailTrouble, retryMail, settleMail } from '../../api/mails';
import { useProject } from '../../api/session';
import { topicPath } from '../../api/topics';
import { useAction, usePages, useRefresh } from '../../api/use-api';
import { ApiCall } from '../../components/api-call';
import { Badge } from '../../components/badge';
import { Button } from '../../components/button';
import { ErrorNote } from '../../components/states';
import { UserText } from '../../components/user-text';
import styles from './send-screen.module.css';

const LIMIT = 20;

interface TroubledMailsProps {
  topicId: string;
  trouble: MailTrouble;
}

/** Mails that did not arrive, may not have, or came back, with what the researcher can do about each. */
export function TroubledMails({ topicId, trouble }: TroubledMailsProps) {
  const { t } = useTranslation(['send', 'common']);
  const project = useProject();
  const mails = usePages(listMails(project.id, topicId, trouble), { limit: LIMIT });
  if (mails.error) return <ErrorNote error={mails.error} />;
  if (!mails.rows || mails.rows.length === 0) return null;
  return (
    <div className={styles.trouble}>
      <h3>{t(`trouble.${trouble}`)}</h3>
      <p className={styles.soft}>{t(`troubleHint.${trouble}`)}</p>
      <ul className={styles.mails}>
        {mails.rows.map((mail) => (
          <TroubledMail key={mail.id} topicId={topicId} mail={mail} canWrite={project.canWrite} />
        ))}
      </ul>
      {mails.hasNextPage && (
        <Button onPress={() => void mails.fetchNextPage()} isPending={mails.isFetchingNextPage}>
          {t('common:actions.loadMore')}
        </Button>
      )}
    </div>
  );
}

function TroubledMail({ topicId, mail, canWrite }: { topicId: string; mail: MailEntry; canWrite: boolean }) {
  const { t } = useTranslation('send');
  const { id: projectId } = useProject();
  const refresh = useRefresh();
  const onSuccess = () => refresh(topicPath(projectId, topicId));
  const retry = useAction(() => retryMail(projectId, topicId, mail.id), { onSuccess });
  const settle = useAction((outcome: 'sent' | 'failed') => settleMail(projectId, topicId, mail.id, outcome), {
    onSuccess,
  });
  return (
    <li className={styles.mail}>
      <div>
        <UserText>{mail.interviewee_identifier}</UserText>
        {mail.bounce && <Badge tone="bad">{t(`bounce.${mail.bounce.kind}`)}</Badge>}{' '}
        <code className={styles.code}>{mail.bounce?.code ?? mail.reason}</code>
        <ErrorNote error={retry.error ?? settle.error} />
      </div>
      {canWrite && mail.status === 'failed' && (
        <div className={styles.buttons}>
          <Button isPending={retry.isPending} onPress={() => retry.mutate(undefined)}>
            {t('retry')}
          </Button>
          <ApiCall request={retryMail(projectId, topicId, mail.id)} />
        </div>
      )}
      {canWrite && mail.status === 'uncertain' && (
        <div className={styles.buttons}>
          <Button isPending={settle.isPending} onPress={() => settle.mutate('sent')}>
            {t('itArrived')}
          </Button>
          <Button isPending={settle.isPending} onPress={() => settle.mutate('failed')}>
            {t('itDidNot')}
          </Button>
          <ApiCall request={settleMail(projectId, topicId, mail.id, 'sent')} />
        </div>
      )}
    </li>
  );
}
