import { useTranslation } from 'react-i18next';
import { ApiCall } from '../../components/api-call';
import { Button } from '../../components/button';
import { Icon } from '../../components/icon';
import { useErrorText } from '../../components/states';
import { tell } from '../../components/toasts';
import type { SettingsForm } from './use-settings-form';
import styles from './settings-screen.module.css';

/** Whether everything is saved, and the buttons for it; always in sight. */
export function SaveBar({ form }: { form: SettingsForm }) {
  const { t } = useTranslation('settings');
  const textOf = useErrorText();
  const state = form.isSaving ? 'saving' : form.error ? 'failed' : form.isDirty ? 'unsaved' : 'saved';
  return (
    <div className={styles.bar} data-state={state} role="group" aria-label={t('save.bar')}>
      <p className={styles.state} role="status">
        <Icon name={state === 'saved' ? 'check' : state === 'failed' ? 'warning' : 'pencil'} />
        <span>
          {t(`save.${state}`)}
          {state === 'failed' && `. ${textOf(form.error)}`}
        </span>
      </p>
      {form.isDirty && (
        <div className={styles.barButtons}>
          <Button type="submit" kind="primary" isPending={form.isSaving}>
            {t('save.action')}
          </Button>
          <Button
            kind="quiet"
            onPress={() => {
              const onUndo = form.discard();
              tell(t('save.discarded'), { onUndo });
            }}
          >
            {t('save.discard')}
          </Button>
          <ApiCall isCompact request={form.describeSave()} />
        </div>
      )}
    </div>
  );
}
