import { useTranslation } from 'react-i18next';
import { type Counts, funnelOf } from './funnel';
import styles from './progress-screen.module.css';

/** Bars from everybody to those who have answered, with their numbers. */
export function Funnel({ counts }: { counts: Counts }) {
  const { t } = useTranslation('progress');
  const steps = funnelOf(counts);
  const total = steps[0]?.count ?? 0;
  const troubled = counts.failed + counts.uncertain;
  return (
    <section className={styles.funnel} aria-label={t('funnel')}>
      <dl>
        {steps.map(({ step, count }) => {
          const percent = total === 0 ? 0 : Math.round((100 * count) / total);
          return (
            <div key={step} className={styles.step}>
              <dt>{t(step)}</dt>
              <dd>
                <span className={styles.number}>{count}</span>
                <span className={styles.soft}>{t('share', { percent })}</span>
                <span className={styles.track} aria-hidden="true">
                  <span className={styles.bar} style={{ width: `${percent}%` }} />
                </span>
              </dd>
            </div>
          );
        })}
      </dl>
      {(counts.declined > 0 || troubled > 0) && (
        <p className={styles.aside}>
          {counts.declined > 0 && (
            <span>
              {t('declined')}: <strong>{counts.declined}</strong>
            </span>
          )}
          {troubled > 0 && (
            <span>
              {t('failedMail')}: <strong>{troubled}</strong>
            </span>
          )}
        </p>
      )}
    </section>
  );
}
