import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { SearchInput } from '../../components/search-input';
import { Select } from '../../components/select';
import { CLASSIFICATIONS, KINDS, type ListView, STATUSES } from './filters';
import styles from './filter-bar.module.css';

/** The choice that leaves all. */
const ALL = 'all';

interface FilterBarProps {
  view: ListView;
  onChange: (change: Partial<ListView>) => void;
}

/** Search and filters of a list of responses. */
export function FilterBar({ view, onChange }: FilterBarProps) {
  const { t } = useTranslation('responses');
  return (
    <div className={styles.bar}>
      <div className={styles.search}>
        <SearchInput label={t('search')} value={view.search} onSearch={(search) => onChange({ search })} />
        {view.search !== '' && (
          <ToggleButtonGroup
            aria-label={t('views.label')}
            className={styles.views}
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[view.isByPassage ? 'passages' : 'responses']}
            onSelectionChange={(keys) => onChange({ isByPassage: keys.has('passages') })}
          >
            <ToggleButton id="responses">{t('views.responses')}</ToggleButton>
            <ToggleButton id="passages">{t('views.passages')}</ToggleButton>
          </ToggleButtonGroup>
        )}
      </div>
      <div className={styles.filters}>
        {!view.isByPassage && (
          <>
            <Select
              label={t('filters.status')}
              value={view.status ?? ALL}
              choices={[
                { value: ALL, label: t('filters.anyStatus') },
                ...STATUSES.map((value) => ({ value, label: t(`statuses.${value}`) })),
              ]}
              onChange={(value) => onChange({ status: value === ALL ? null : value })}
            />
            <Select
              label={t('filters.kind')}
              value={view.kind ?? ALL}
              choices={[
                { value: ALL, label: t('filters.anyKind') },
                ...KINDS.map((value) => ({ value, label: t(`kinds.${value}`) })),
              ]}
              onChange={(value) => onChange({ kind: value === ALL ? null : value })}
            />
          </>
        )}
        <Select
          label={t('filters.classification')}
          value={view.classification ?? ALL}
          choices={[
            { value: ALL, label: t('filters.anyClassification') },
            ...CLASSIFICATIONS.map((value) => ({ value, label: t(`classes.${value}`) })),
          ]}
          onChange={(value) => onChange({ classification: value === ALL ? null : value })}
        />
      </div>
    </div>
  );
}
