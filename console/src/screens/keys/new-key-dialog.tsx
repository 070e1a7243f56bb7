import { useTranslation } from 'react-i18next';
import { useProject } from '../../api/session';
import { useAction, useRefresh } from '../../api/use-api';
import { Button } from '../../components/button';
import { CopyButton } from '../../components/copy-button';
import { Dialog, DialogButtons } from '../../components/dialog';
import { NewKeyForm } from './new-key-form';
import { createKey, keysPath, type NewKey, OWN_KEYS } from './requests';
import styles from './keys-screen.module.css';

/** Creates a key, and shows it this once. */
export function NewKeyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('keys');
  const { id: projectId } = useProject();
  const refresh = useRefresh();
  const create = useAction(createKey, {
    onSuccess: () => Promise.all([refresh(OWN_KEYS), refresh(keysPath(projectId))]),
  });
  if (create.data) return <CreatedKey created={create.data} onClose={onClose} />;
  return (
    <Dialog title={t('new')} isOpen onClose={onClose}>
      <NewKeyForm
        error={create.error}
        isBusy={create.isPending}
        onSubmit={(body) => create.mutate(body)}
        onCancel={onClose}
      />
    </Dialog>
  );
}

/** The key in clear. Nothing but the button closes it, because it cannot be shown again. */
function CreatedKey({ created, onClose }: { created: NewKey; onClose: () => void }) {
  const { t } = useTranslation('keys');
  return (
    <Dialog title={t('createdTitle')} isOpen stays onClose={onClose}>
      <p>{t('createdText')}</p>
      <p className={styles.secret}>
        <code>{created.key}</code>
      </p>
      <p className={styles.hint}>{t('createdUse')}</p>
      <p className={styles.secret}>
        <code>{`export PARLEY_KEY='${created.key}'`}</code>
      </p>
      <DialogButtons>
        <CopyButton kind="primary" text={created.key}>
          {t('copy')}
        </CopyButton>
        <Button onPress={onClose}>{t('done')}</Button>
      </DialogButtons>
    </Dialog>
  );
}
