import {
  Button as AriaButton,
  Text,
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Button } from './button';
import { Icon } from './icon';
import styles from './toasts.module.css';

interface ToastMessage {
  text: string;
  /** Takes back what the message tells of. */
  onUndo?: () => void;
}

const queue = new ToastQueue<ToastMessage>({ maxVisibleToasts: 3 });

const SHORT_MS = 6000;
// Long enough to read the message and to reach the button by keyboard.
const WITH_UNDO_MS = 12_000;

/** Tells of something that was done, for a few seconds; with `onUndo` it can be taken back meanwhile. */
export function tell(text: string, { onUndo }: { onUndo?: () => void } = {}): void {
  queue.add({ text, onUndo }, { timeout: onUndo ? WITH_UNDO_MS : SHORT_MS });
}

/** Where messages appear; once per page. */
export function Toasts() {
  const { t } = useTranslation();
  return (
    <ToastRegion queue={queue} className={styles.region} aria-label={t('toasts')}>
      {({ toast }) => (
        <Toast toast={toast} className={styles.toast}>
          <ToastContent className={styles.content}>
            <Text slot="title">{toast.content.text}</Text>
          </ToastContent>
          {toast.content.onUndo && (
            <Button
              kind="quiet"
              onPress={() => {
                toast.content.onUndo?.();
                queue.close(toast.key);
              }}
            >
              {t('actions.undo')}
            </Button>
          )}
          <AriaButton slot="close" className={styles.close} aria-label={t('actions.close')}>
            <Icon name="close" />
          </AriaButton>
        </Toast>
      )}
    </ToastRegion>
  );
}
