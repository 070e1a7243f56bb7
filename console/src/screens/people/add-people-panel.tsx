import type { Topic } from '@parley/client';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changePeople } from '../../api/people';
import { useProject } from '../../api/session';
import { ApiCall } from '../../components/api-call';
import { Button } from '../../components/button';
import { ErrorNote } from '../../components/states';
import { TextInput } from '../../components/text-input';
import { tell } from '../../components/toasts';
import { useAddPeople, withPeople } from './add-people';
import { FileDrop } from './file-drop';
import { FilePreview, type PeopleFile } from './file-preview';
import { readPastedPeople } from './pasted-people';
import styles from './people-screen.module.css';
import { Preview } from './preview';

interface AddPeoplePanelProps {
  topic: Topic;
  onDone: () => void;
}

/** Adds people from pasted addresses or from a file. Nothing is written before the button is pressed. */
export function AddPeoplePanel({ topic, onDone }: AddPeoplePanelProps) {
  const { t } = useTranslation(['people', 'common']);
  const project = useProject();
  const [text, setText] = useState('');
  const [file, setFile] = useState<PeopleFile | null>(null);
  const there = useMemo(() => [...topic.interviewee_emails, ...topic.interviewee_distinct_ids], [topic]);
  const pasted = useMemo(() => readPastedPeople(text, there), [text, there]);
  const understood = file?.understood ?? pasted;
  const add = useAddPeople(topic.id, (people) => {
    tell(t('added', { count: people.length }));
    setText('');
    setFile(null);
    onDone();
  });
  const { people } = understood;
  return (
    <div className={styles.add}>
      {file ? (
        <FilePreview file={file} there={there} onChange={setFile} />
      ) : (
        <>
          <TextInput
            multiline
            label={t('paste')}
            hint={t('pasteHint')}
            placeholder={t('pasteExample')}
            value={text}
            onChange={setText}
          />
          {text.trim() === '' && <FileDrop there={there} onRead={setFile} />}
        </>
      )}
      <Preview understood={understood} />
      <ErrorNote error={add.error} />
      <div className={styles.buttons}>
        <Button
          kind="primary"
          isDisabled={people.length === 0}
          isPending={add.isPending}
          onPress={() => add.mutate(people)}
        >
          {people.length === 0 ? t('addNobody') : t('addCount', { count: people.length })}
        </Button>
        {people.length > 0 && (
          <ApiCall request={changePeople(project.id, topic.id, withPeople(topic, people))} />
        )}
      </div>
    </div>
  );
}
