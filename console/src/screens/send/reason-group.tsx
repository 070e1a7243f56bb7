import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { MailResult } from '../../api/mails';
import { Icon } from '../../components/icon';
import { useDates } from '../../components/use-dates';
import { UserText } from '../../components/user-text';
import { reasonOf } from './reasons';
import styles from './send-screen.module.css';

const SHOWN_ROWS = 200;

interface ReasonGroupProps {
  /** As the API gives it; null for those who would get a mail. */
  reason: string | null;
  count: number;
  /** Those of the people who are known by name. */
  rows: readonly MailResult[];
}

/** People with one reason: their number, the reason in words, and their names when opened. */
export function ReasonGroup({ reason, count, rows }: ReasonGroupProps) {
  const { t } = useTranslation('send');
  const dates = useDates();
  const shown = rows.slice(0, SHOWN_ROWS);
  return (
    <li className={reason === null ? styles.goes : styles.group}>
      <Disclosure>
        <Heading level={3}>
          <Button slot="trigger" className={styles.trigger}>
            <Icon name="right" />
            <span className={styles.number}>{count}</span>
            <span>{reason === null ? t('gets', { count }) : t(`reasons.${reasonOf(reason)}`)}</span>
          </Button>
        </Heading>
        <DisclosurePanel>
          <ul className={styles.names}>
            {shown.map(({ interviewee_identifier: identifier, free_at: freeAt }) => (
              <li key={identifier}>
                <UserText>{identifier}</UserText>
                {freeAt !== null && (
                  <span className={styles.soft}> {t('freeAt', { date: dates.time(freeAt) })}</span>
                )}
              </li>
            ))}
            {count > shown.length && (
              <li className={styles.soft}>{t('andMore', { count: count - shown.length })}</li>
            )}
          </ul>
        </DisclosurePanel>
      </Disclosure>
    </li>
  );
}
