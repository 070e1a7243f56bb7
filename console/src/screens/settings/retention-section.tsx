import { useTranslation } from 'react-i18next';
import { useProject } from '../../api/session';
import { readRetention, type RetentionRun } from '../../api/settings';
import { useRead } from '../../api/use-api';
import { NumberInput } from '../../components/number-input';
import { useDates } from '../../components/use-dates';
import type { SectionProps } from './project-section';
import styles from './settings-screen.module.css';

const KINDS = ['responses', 'recordings', 'ledger', 'voice_reports', 'audit'] as const;

interface RetentionSectionProps extends SectionProps {
  /** Whether the days are those that the server has. */
  isSaved: boolean;
}

/** How long each kind of data is kept, and what the next run deletes. */
export function RetentionSection({ values, change, isReadOnly, isSaved }: RetentionSectionProps) {
  const { t } = useTranslation('settings');
  const project = useProject();
  const run = useRead(readRetention(project.id));
  return (
    <section className={styles.section}>
      <h2>{t('retention.title')}</h2>
      <p className={styles.hint}>{t('retention.hint')}</p>
      <div className={styles.pair}>
        {KINDS.map((kind) => (
          <NumberInput
            key={kind}
            isReadOnly={isReadOnly}
            minValue={1}
            maxValue={36_500}
            name={`retention__${kind}`}
            label={t(`retention.${kind}`)}
            placeholder={t('retention.keeps')}
            value={values.retention[kind]}
            onChange={(days) => change({ retention: { ...values.retention, [kind]: days } })}
          />
        ))}
      </div>
      {!isSaved ? (
        <p className={styles.hint}>{t('retention.saveFirst')}</p>
      ) : (
        run.data && <NextRun run={run.data} />
      )}
    </section>
  );
}

function NextRun({ run }: { run: RetentionRun }) {
  const { t } = useTranslation('settings');
  const dates = useDates();
  const count = run.kinds.reduce((sum, kind) => sum + kind.count, 0);
  return (
    <p className={styles.hint}>
      {count === 0 || run.next_run_at === null
        ? t('retention.nextNothing')
        : t('retention.next', { count, time: dates.time(run.next_run_at) })}
    </p>
  );
}
