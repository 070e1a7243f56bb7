import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from './button';
import styles from './dialog.module.css';

interface DialogProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  /** `alertdialog` for what must be decided before anything else. */
  role?: 'dialog' | 'alertdialog';
  /** Whether only a button closes it: for what is shown once. */
  stays?: boolean;
  children: ReactNode;
}

/** A dialog above the page; Escape and a press beside it close it. */
export function Dialog({ title, isOpen, onClose, role = 'dialog', stays = false, children }: DialogProps) {
  const { t } = useTranslation();
  return (
    <ModalOverlay
      isDismissable={!stays}
      isKeyboardDismissDisabled={stays}
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      className={styles.veil}
    >
      <Modal className={styles.modal}>
        <AriaDialog role={role} className={styles.dialog}>
          <div className={styles.head}>
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            {!stays && <IconButton icon="close" label={t('actions.close')} onPress={onClose} />}
          </div>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** The row of buttons at the end of a dialog or form; the main one comes first. */
export function DialogButtons({ children }: { children: ReactNode }) {
  return <div className={styles.buttons}>{children}</div>;
}
