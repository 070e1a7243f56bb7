import { useState } from 'react';
import { DropZone, FileTrigger } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button';
import type { PeopleFile } from './file-preview';
import styles from './people-screen.module.css';

/** Larger files are no list of people. */
const MAX_BYTES = 20 * 1024 * 1024;

interface FileDropProps {
  there: readonly string[];
  onRead: (file: PeopleFile) => void;
}

/** A place to drop a CSV file on, or to choose one. */
export function FileDrop({ there, onRead }: FileDropProps) {
  const { t } = useTranslation('people');
  const [problem, setProblem] = useState<string | null>(null);

  async function read(file: File) {
    if (file.size > MAX_BYTES) return setProblem(t('fileTooLarge'));
    try {
      // The reader of CSV comes with the first file only.
      const { guessRoles, peopleOf, readPeopleFile } = await import('./people-file');
      const table = readPeopleFile(await file.text());
      const roles = guessRoles(table);
      if (table.rows.length === 0) return setProblem(t('fileEmpty'));
      setProblem(null);
      onRead({ name: file.name, table, roles, understood: peopleOf(table, roles, there) });
    } catch {
      setProblem(t('fileBroken'));
    }
  }

  return (
    <>
      <DropZone
        aria-label={t('drop')}
        className={styles.drop}
        onDrop={(event) => {
          const [item] = event.items.flatMap((one) => (one.kind === 'file' ? [one] : []));
          if (item) void item.getFile().then(read);
        }}
      >
        <span>{t('drop')}</span>
        <FileTrigger
          acceptedFileTypes={['.csv', 'text/csv', '.tsv', '.txt']}
          onSelect={(files) => {
            const file = files?.item(0);
            if (file) void read(file);
          }}
        >
          <Button icon="upload">{t('chooseFile')}</Button>
        </FileTrigger>
      </DropZone>
      {problem !== null && (
        <p role="alert" className={styles.alarm}>
          {problem}
        </p>
      )}
    </>
  );
}
