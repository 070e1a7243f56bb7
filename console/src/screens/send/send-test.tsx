import { useTranslation } from 'react-i18next';
import { sendTest } from '../../api/mails';
import { useProject, useSession } from '../../api/session';
import { useAction } from '../../api/use-api';
import { ApiCall } from '../../components/api-call';
import { Button } from '../../components/button';
import { ErrorNote } from '../../components/states';
import { tell } from '../../components/toasts';
import styles from './send-screen.module.css';

/** Sends the invite to the researcher themselves. */
export function SendTest({ topicId }: { topicId: string }) {
  const { t } = useTranslation('send');
  const { id: projectId } = useProject();
  const { user } = useSession();
  const describe = () => sendTest(projectId, topicId);
  const test = useAction(describe, {
    onSuccess: ({ sent, email, reason }) =>
      tell(sent ? t('testSent', { address: email }) : t('testFailed', { reason })),
  });
  return (
    <section className={styles.test} aria-label={t('test')}>
      <h2>{t('test')}</h2>
      <p className={styles.soft}>{t('testHint', { address: user.email })}</p>
      <ErrorNote error={test.error} />
      <div className={styles.buttons}>
        <Button isPending={test.isPending} onPress={() => test.mutate(undefined)}>
          {t('testSend')}
        </Button>
        <ApiCall request={describe()} />
      </div>
    </section>
  );
}
