import { useTranslation } from 'react-i18next';
import { IconButton } from '../../components/button';
import styles from './match-bar.module.css';

interface MatchBarProps {
  search: string;
  count: number;
  current: number | null;
  onGo: (match: number) => void;
}

/** Goes from match to match, and begins again at the other end. */
export function MatchBar({ search, count, current, onGo }: MatchBarProps) {
  const { t } = useTranslation('responses');
  if (count === 0) {
    return (
      <div className={styles.bar}>
        <p>{t('matches.none')}</p>
      </div>
    );
  }
  const at = current ?? -1;
  return (
    <div className={styles.bar} role="group" aria-label={t('matches.label')}>
      <p role="status">
        {t('matches.place', { place: at + 1, count })} <bdi className={styles.search}>{search}</bdi>
      </p>
      <IconButton
        icon="up"
        label={t('matches.previous')}
        onPress={() => onGo((Math.max(at, 0) - 1 + count) % count)}
      />
      <IconButton icon="down" label={t('matches.next')} onPress={() => onGo((at + 1) % count)} />
    </div>
  );
}
