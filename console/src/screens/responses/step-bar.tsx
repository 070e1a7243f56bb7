import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { Button, ButtonLink } from '../../components/button';
import { isForPage } from './step-keys';
import styles from './step-bar.module.css';
import type { Steps } from './use-neighbours';

/** Goes to the previous and the next response, by buttons. */
export function StepBar({ steps, hasHint = false }: { steps: Steps | null; hasHint?: boolean }) {
  const { t, i18n } = useTranslation('responses');
  const number = new Intl.NumberFormat(i18n.language);
  return (
    <nav className={styles.steps} aria-label={t('steps.label')}>
      <Step to={steps?.previous ?? null} icon="left">
        {t('steps.previous')}
      </Step>
      <p className={styles.place}>
        {steps !== null && steps.place !== null
          ? t('steps.place', { place: number.format(steps.place), count: number.format(steps.count) })
          : null}
      </p>
      <Step to={steps?.next ?? null} icon="right">
        {t('steps.next')}
      </Step>
      {hasHint && (
        <p className={styles.hint}>
          <kbd>←</kbd> <kbd>→</kbd> {t('steps.hint')}
        </p>
      )}
    </nav>
  );
}

function Step({ to, icon, children }: { to: string | null; icon: 'left' | 'right'; children: string }) {
  if (to === null) {
    return (
      <Button icon={icon} isDisabled>
        {children}
      </Button>
    );
  }
  return (
    <ButtonLink to={to} icon={icon}>
      {children}
    </ButtonLink>
  );
}

/** Lets the arrow keys do what the buttons of the bar do. */
export function useStepKeys(steps: Steps | null): void {
  const [, navigate] = useLocation();
  const { previous = null, next = null } = steps ?? {};
  useEffect(() => {
    function step(event: KeyboardEvent) {
      const to = event.key === 'ArrowLeft' ? previous : event.key === 'ArrowRight' ? next : null;
      if (to === null || !isForPage(event)) return;
      event.preventDefault();
      navigate(to);
    }
    window.addEventListener('keydown', step);
    return () => window.removeEventListener('keydown', step);
  }, [previous, next, navigate]);
}
