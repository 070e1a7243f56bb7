import { useTranslation } from 'react-i18next';
import type { ApiRequest } from '../../api/request';
import { useProject } from '../../api/session';
import { useAction, useRefresh } from '../../api/use-api';
import { ConfirmDialog } from '../../components/confirm-dialog';
import { tell } from '../../components/toasts';
import { UserText } from '../../components/user-text';
import { keysPath, OWN_KEYS, type OwnKey, type ProjectKey } from './requests';
import styles from './keys-screen.module.css';

interface RevokeDialogProps {
  apiKey: OwnKey | ProjectKey;
  describe: () => ApiRequest;
  onClose: () => void;
}

/** Asks before a key stops working. */
export function RevokeDialog({ apiKey, describe, onClose }: RevokeDialogProps) {
  const { t } = useTranslation('keys');
  const { id: projectId } = useProject();
  const refresh = useRefresh();
  const revoke = useAction(describe, {
    onSuccess: async () => {
      tell(t('revoked', { label: apiKey.label.slice(0, 60) }));
      onClose();
      // One's own key can be in both lists.
      await Promise.all([refresh(OWN_KEYS), refresh(keysPath(projectId))]);
    },
  });
  return (
    <ConfirmDialog
      title={t('revokeTitle')}
      action={t('revoke')}
      request={describe()}
      isOpen
      isBusy={revoke.isPending}
      error={revoke.error}
      onConfirm={() => revoke.mutate(undefined)}
      onClose={onClose}
    >
      <p className={styles.named}>
        <UserText>{apiKey.label}</UserText> <code className={styles.mask}>{apiKey.mask}</code>
      </p>
      <p>{t('revokeText')}</p>
    </ConfirmDialog>
  );
}
