import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/api-error';
import { Button } from './button';
import { Icon } from './icon';
import styles from './states.module.css';

/** Stands where something is being loaded. */
export function Loading() {
  const { t } = useTranslation();
  return (
    <p className={styles.loading} role="status">
      <span className={styles.dots} aria-hidden="true" />
      {t('states.loading')}
    </p>
  );
}

interface EmptyProps {
  title: string;
  children: ReactNode;
  /** The button that ends the emptiness. */
  action?: ReactNode;
}

/** Stands where there is nothing yet, and says what to do about it. */
export function EmptyState({ title, children, action }: EmptyProps) {
  return (
    <div className={styles.empty}>
      <h2>{title}</h2>
      <p>{children}</p>
      {action}
    </div>
  );
}

/** Words of a screen for the codes of errors that it expects. */
export type KnownErrors = Readonly<Record<string, string>>;

/** Words an error: the console does where the server had no chance to say it. */
export function useErrorText(): (error: unknown, known?: KnownErrors) => string {
  const { t } = useTranslation();
  return (error, known = {}) => {
    if (!(error instanceof ApiError)) return t('errors.crash');
    const ownWords = known[error.code];
    if (ownWords !== undefined) return ownWords;
    if (error.status === 0) return t('errors.unreachable');
    if (error.status === 429) {
      return error.retryAfter === null
        ? t('errors.throttled')
        : t('errors.throttledFor', { seconds: error.retryAfter });
    }
    if (error.status >= 500) return t('errors.unavailable');
    if (error.status === 404) return t('errors.notFound');
    if (error.status === 403 && error.code === 'permission_denied') return t('errors.forbidden');
    return error.detail;
  };
}

/** The error of a read, in place of what was to be shown. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation();
  const textOf = useErrorText();
  return (
    <div className={styles.problem} role="alert">
      <Icon name="warning" />
      <div>
        <h2>{t('errors.title')}</h2>
        <p>{textOf(error)}</p>
      </div>
      <Button onPress={onRetry}>{t('actions.retry')}</Button>
    </div>
  );
}

/** The error of an action, beside its button; nothing without one. */
export function ErrorNote({ error, known }: { error: unknown; known?: KnownErrors }) {
  const textOf = useErrorText();
  if (!error) return null;
  return (
    <p className={styles.note} role="alert">
      <Icon name="warning" />
      <span>{textOf(error, known)}</span>
    </p>
  );
}
