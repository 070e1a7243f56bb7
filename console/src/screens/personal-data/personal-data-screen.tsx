import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { fieldErrors } from '../../api/api-error';
import { download } from '../../api/send';
import { useProject } from '../../api/session';
import { ApiCall } from '../../components/api-call';
import { Button } from '../../components/button';
import { PageHeading } from '../../components/page-heading';
import { EmptyState, ErrorNote } from '../../components/states';
import { TextInput } from '../../components/text-input';
import { AnonymiseDialog, EraseDialog } from './person-dialogs';
import styles from './personal-data-screen.module.css';
import { exportPerson } from './requests';

/** Export, erasure and anonymisation of one person, for admins. */
export default function PersonalDataScreen() {
  const { t } = useTranslation('personal-data');
  const { isAdmin } = useProject();
  return (
    <>
      <PageHeading title={t('title')} />
      {isAdmin ? <PersonForm /> : <EmptyState title={t('adminsTitle')}>{t('adminsText')}</EmptyState>}
    </>
  );
}

function PersonForm() {
  const { t } = useTranslation('personal-data');
  const { id: projectId } = useProject();
  const [identifier, setIdentifier] = useState('');
  const [dialog, setDialog] = useState<'erase' | 'anonymise' | null>(null);
  const save = useMutation({ mutationFn: (person: string) => download(exportPerson(projectId, person)) });
  const person = identifier.trim();
  const isEmpty = person === '';
  return (
    <>
      <p className={styles.hint}>{t('hint')}</p>
      <Form
        className={styles.form}
        validationErrors={fieldErrors(save.error)}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isEmpty) save.mutate(person);
        }}
      >
        <TextInput
          isRequired
          name="identifier"
          label={t('identifier')}
          hint={t('identifierHint')}
          maxLength={400}
          value={identifier}
          onChange={setIdentifier}
        />
        <h2>{t('choose')}</h2>
        <ul className={styles.choices}>
          <li className={styles.choice}>
            <p>{t('exportText')}</p>
            <Button type="submit" icon="download" isDisabled={isEmpty} isPending={save.isPending}>
              {t('export')}
            </Button>
          </li>
          <li className={styles.choice}>
            <p>{t('anonymiseText')}</p>
            <Button isDisabled={isEmpty} onPress={() => setDialog('anonymise')}>
              {t('anonymise')}
            </Button>
          </li>
          <li className={styles.choice}>
            <p>{t('eraseText')}</p>
            <Button kind="danger" icon="bin" isDisabled={isEmpty} onPress={() => setDialog('erase')}>
              {t('erase')}
            </Button>
          </li>
        </ul>
        <ErrorNote error={save.error} />
        <ApiCall request={exportPerson(projectId, person)} />
      </Form>
      {dialog === 'erase' && <EraseDialog identifier={person} onClose={() => setDialog(null)} />}
      {dialog === 'anonymise' && <AnonymiseDialog identifier={person} onClose={() => setDialog(null)} />}
    </>
  );
}
