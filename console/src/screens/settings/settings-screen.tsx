import { Form } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { fieldErrors } from '../../api/api-error';
import { useProject } from '../../api/session';
import { readSettings, type Settings } from '../../api/settings';
import { useRead } from '../../api/use-api';
import { ApiReads } from '../../components/api-call';
import { PageHeading } from '../../components/page-heading';
import { ErrorState, Loading } from '../../components/states';
import { ContactRules } from './contact-rules';
import { PrivacySection } from './privacy-section';
import { ProjectSection } from './project-section';
import { RetentionSection } from './retention-section';
import { SaveBar } from './save-bar';
import { SendingSection } from './sending-section';
import { useSettingsForm } from './use-settings-form';
import styles from './settings-screen.module.css';

/** The settings of the project: for admins a form, for others to look at. */
export default function SettingsScreen() {
  const { t } = useTranslation('settings');
  const project = useProject();
  const request = readSettings(project.id);
  const settings = useRead(request);
  return (
    <>
      <PageHeading title={t('title')} />
      {settings.error ? (
        <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />
      ) : !settings.data ? (
        <Loading />
      ) : (
        <SettingsEditor stored={settings.data} />
      )}
      <ApiReads requests={[request]} />
    </>
  );
}

function SettingsEditor({ stored }: { stored: Settings }) {
  const { t } = useTranslation('settings');
  const project = useProject();
  const form = useSettingsForm(project.id, stored);
  const parts = { values: form.values, change: form.change, isReadOnly: !project.isAdmin };
  return (
    <Form
      className={styles.form}
      validationErrors={fieldErrors(form.error)}
      onSubmit={(event) => {
        event.preventDefault();
        if (form.isDirty) form.save();
      }}
    >
      {!project.isAdmin && <p className={styles.hint}>{t('readOnly')}</p>}
      <ProjectSection {...parts} />
      <SendingSection {...parts} isSaved={!form.changes.sending_windows && !form.changes.time_zone} />
      <ContactRules {...parts} />
      <PrivacySection {...parts} />
      <RetentionSection {...parts} isSaved={!form.changes.retention} />
      {project.isAdmin && <SaveBar form={form} />}
    </Form>
  );
}
