import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useProject } from '../../api/session';
import { useAction, useRefresh } from '../../api/use-api';
import { ApiCall } from '../../components/api-call';
import { Button } from '../../components/button';
import { Dialog, DialogButtons } from '../../components/dialog';
import { ErrorNote } from '../../components/states';
import { UserText } from '../../components/user-text';
import styles from './contacts-screen.module.css';
import { contactsPath, importContacts } from './requests';

/** Lines that are shown before anything is written. */
const SHOWN_LINES = 5;

interface Chosen {
  file: File;
  lines: string[];
  count: number;
}

/** Imports a CSV file: its first lines are shown, and nothing is written before the button is pressed. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['contacts', 'common']);
  const project = useProject();
  const refresh = useRefresh();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const run = useAction((file: File) => importContacts(project.id, file), {
    onSuccess: () => refresh(contactsPath(project.id)),
  });

  async function choose(file: File) {
    const lines = (await file.text()).split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
    run.reset();
    setChosen({ file, lines: lines.slice(0, SHOWN_LINES), count: Math.max(lines.length - 1, 0) });
  }

  const result = run.data;
  return (
    <Dialog title={t('import')} isOpen onClose={onClose}>
      <p className={styles.soft}>{t('importHint')}</p>
      <div className={styles.buttons}>
        <FileTrigger
          acceptedFileTypes={['.csv', 'text/csv']}
          onSelect={(files) => {
            const file = files?.item(0);
            if (file) void choose(file);
          }}
        >
          <Button icon="upload">{t('chooseFile')}</Button>
        </FileTrigger>
        {chosen && <UserText>{chosen.file.name}</UserText>}
      </div>
      {chosen && !result && (
        <pre className={styles.lines} tabIndex={0} role="group" aria-label={t('firstLines')}>
          {chosen.lines.map((line) => line.slice(0, 200)).join('\n')}
        </pre>
      )}
      {result && (
        <div role="status">
          <p>{t('imported', { count: result.imported_count })}</p>
          <p>{t('unchanged', { count: result.unchanged_count })}</p>
          {result.error_count > 0 && (
            <>
              <p>{t('refused', { count: result.error_count })}</p>
              <ul className={styles.errors}>
                {result.errors.map(({ line, detail }) => (
                  <li key={line}>
                    {t('line', { line })}: {detail}
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
      )}
      <ErrorNote error={run.error} />
      <DialogButtons>
        {chosen && !result && (
          <>
            <Button kind="primary" isPending={run.isPending} onPress={() => run.mutate(chosen.file)}>
              {t('importCount', { count: chosen.count })}
            </Button>
            <ApiCall request={importContacts(project.id, chosen.file)} />
          </>
        )}
        <Button onPress={onClose}>{t(result ? 'common:actions.close' : 'common:actions.cancel')}</Button>
      </DialogButtons>
    </Dialog>
  );
}
