import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiRequest } from '../api/request';
import { ApiCall } from './api-call';
import { Button } from './button';
import { Dialog, DialogButtons } from './dialog';
import styles from './dialog.module.css';
import { ErrorNote, type KnownErrors } from './states';

interface ConfirmDialogProps {
  title: string;
  /** Names what will be lost. */
  children: ReactNode;
  /** The verb of the button that does it. */
  action: string;
  /** The words of the button that does nothing, where "Cancel" could mean the action. */
  dismiss?: string;
  request: ApiRequest;
  isOpen: boolean;
  isBusy?: boolean;
  error?: unknown;
  known?: KnownErrors;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something is lost that cannot be brought back. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog role="alertdialog" title={props.title} isOpen={props.isOpen} onClose={props.onClose}>
      <div className={styles.lost}>{props.children}</div>
      <ErrorNote error={props.error} known={props.known} />
      <DialogButtons>
        <Button kind="danger" onPress={props.onConfirm} isPending={props.isBusy}>
          {props.action}
        </Button>
        <Button onPress={props.onClose}>{props.dismiss ?? t('actions.cancel')}</Button>
        <ApiCall request={props.request} />
      </DialogButtons>
    </Dialog>
  );
}
