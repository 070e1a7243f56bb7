import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button';
import { CopyButton } from '../../components/copy-button';
import { Dialog, DialogButtons } from '../../components/dialog';
import styles from './webhooks-screen.module.css';

interface SecretDialogProps {
  title: string;
  text: string;
  secret: string;
  onClose: () => void;
}

/** A secret in clear. Nothing but the button closes it, because it cannot be shown again. */
export function SecretDialog({ title, text, secret, onClose }: SecretDialogProps) {
  const { t } = useTranslation('webhooks');
  return (
    <Dialog title={title} isOpen stays onClose={onClose}>
      <p>{text}</p>
      <p className={styles.secret}>
        <code>{secret}</code>
      </p>
      <DialogButtons>
        <CopyButton kind="primary" text={secret}>
          {t('copySecret')}
        </CopyButton>
        <Button onPress={onClose}>{t('kept')}</Button>
      </DialogButtons>
    </Dialog>
  );
}
