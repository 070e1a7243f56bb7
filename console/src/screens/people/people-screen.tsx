import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listContexts, readProgress } from '../../api/people';
import { useProject } from '../../api/session';
import { readTopic } from '../../api/topics';
import { useRead } from '../../api/use-api';
import { ApiReads } from '../../components/api-call';
import { Button } from '../../components/button';
import { Dialog } from '../../components/dialog';
import type { ScreenProps } from '../../components/screen-props';
import { ErrorState, Loading } from '../../components/states';
import { AddPeoplePanel } from './add-people-panel';
import { PeopleList } from './people-list';
import styles from './people-screen.module.css';
import { TryInterview } from './try-interview';

/** The people of a topic: adds, shows and removes them. */
export default function PeopleScreen({ params: { topicId = '' } }: ScreenProps) {
  const { t } = useTranslation(['people', 'common']);
  const project = useProject();
  const topic = useRead(readTopic(project.id, topicId));
  const [isAdding, setAdding] = useState(false);
  if (topic.error) return <ErrorState error={topic.error} onRetry={() => void topic.refetch()} />;
  if (!topic.data) return <Loading />;
  const people = [...topic.data.interviewee_emails, ...topic.data.interviewee_distinct_ids];
  return (
    <>
      <div className={styles.head}>
        <h2>{people.length === 0 ? t('titleEmpty') : t('title', { count: people.length })}</h2>
        {project.canWrite && people.length > 0 && (
          <div className={styles.buttons}>
            <Button kind="primary" icon="plus" onPress={() => setAdding(true)}>
              {t('add')}
            </Button>
            <TryInterview topicId={topicId} />
          </div>
        )}
      </div>
      {people.length === 0 ? (
        project.canWrite ? (
          <AddPeoplePanel topic={topic.data} onDone={() => undefined} />
        ) : (
          <p className={styles.soft}>{t('nobody')}</p>
        )
      ) : (
        <PeopleList topicId={topicId} people={people} />
      )}
      {isAdding && (
        <Dialog title={t('add')} isOpen onClose={() => setAdding(false)}>
          <AddPeoplePanel topic={topic.data} onDone={() => setAdding(false)} />
        </Dialog>
      )}
      <ApiReads
        requests={[
          readTopic(project.id, topicId),
          listContexts(project.id, topicId),
          readProgress(project.id, topicId),
        ]}
      />
    </>
  );
}
