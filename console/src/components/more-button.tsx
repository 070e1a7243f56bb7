import { useTranslation } from 'react-i18next';
import { Button } from './button';
import styles from './row-list.module.css';

interface MoreButtonProps {
  /** A list that is read page by page. */
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> };
}

/** Reads the next page of a list; nothing when there is none. */
export function MoreButton({ list }: MoreButtonProps) {
  const { t } = useTranslation();
  if (!list.hasNextPage) return null;
  return (
    <p className={styles.more}>
      <Button onPress={() => void list.fetchNextPage()} isPending={list.isFetchingNextPage}>
        {t('actions.loadMore')}
      </Button>
    </p>
  );
}
