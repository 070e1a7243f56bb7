import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { testLink } from '../../api/people';
import { useProject } from '../../api/session';
import { useRead } from '../../api/use-api';
import { ApiCall } from '../../components/api-call';
import { Button } from '../../components/button';
import { Dialog, DialogButtons } from '../../components/dialog';
import { ErrorNote, Loading } from '../../components/states';
import styles from './people-screen.module.css';

/** A button that leads to the interview as people see it, through the researcher's own test link. */
export function TryInterview({ topicId }: { topicId: string }) {
  const { t } = useTranslation('people');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onPress={() => setOpen(true)}>{t('try')}</Button>
      {isOpen && <TryDialog topicId={topicId} onClose={() => setOpen(false)} />}
    </>
  );
}

function TryDialog({ topicId, onClose }: { topicId: string; onClose: () => void }) {
  const { t } = useTranslation(['people', 'common']);
  const { id: projectId } = useProject();
  const request = testLink(projectId, topicId);
  const link = useRead(request);
  return (
    <Dialog title={t('try')} isOpen onClose={onClose}>
      <p>{t('tryHint')}</p>
      <ErrorNote error={link.error} />
      {link.data && (
        <p className={styles.url}>
          <a href={link.data.interview_url} target="_blank" rel="noreferrer">
            {t('tryOpen')}
          </a>
        </p>
      )}
      {!link.data && !link.error && <Loading />}
      <DialogButtons>
        <Button onPress={onClose}>{t('common:actions.close')}</Button>
        <ApiCall request={request} />
      </DialogButtons>
    </Dialog>
  );
}
