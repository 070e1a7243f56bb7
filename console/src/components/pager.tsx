import { useTranslation } from 'react-i18next';
import { IconButton } from './button';
import styles from './pager.module.css';

interface PagerProps {
  /** From 1. */
  page: number;
  pageSize: number;
  /** Rows of the whole list. */
  count: number;
  onChange: (page: number) => void;
}

/** Steps through the pages of a long list; nothing for a list of one page. */
export function Pager({ page, pageSize, count, onChange }: PagerProps) {
  const { t, i18n } = useTranslation();
  const last = Math.max(1, Math.ceil(count / pageSize));
  if (last === 1 && page === 1) return null;
  const number = new Intl.NumberFormat(i18n.language);
  const isFirst = page <= 1;
  const isLast = page >= last;
  return (
    <nav className={styles.pager} aria-label={t('pager.label')}>
      <IconButton icon="first" label={t('pager.first')} isDisabled={isFirst} onPress={() => onChange(1)} />
      <IconButton
        icon="left"
        label={t('pager.previous')}
        isDisabled={isFirst}
        onPress={() => onChange(page - 1)}
      />
      <p className={styles.where} role="status">
        {t('pager.page', { page: number.format(page), last: number.format(last) })}
      </p>
      <IconButton
        icon="right"
        label={t('pager.next')}
        isDisabled={isLast}
        onPress={() => onChange(page + 1)}
      />
      <IconButton icon="last" label={t('pager.last')} isDisabled={isLast} onPress={() => onChange(last)} />
    </nav>
  );
}
