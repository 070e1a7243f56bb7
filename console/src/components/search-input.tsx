import { Button, Input, SearchField } from 'react-aria-components';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './field.module.css';
import { Icon } from './icon';

const PAUSE_MS = 250;

interface SearchInputProps {
  label: string;
  value: string;
  /** Called once the typing pauses. */
  onSearch: (value: string) => void;
}

/** A field that searches while one types. */
export function SearchInput({ label, value, onSearch }: SearchInputProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  function search(next: string, pause: number) {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onSearch(next.trim()), pause);
  }

  return (
    <SearchField
      aria-label={label}
      className={styles.search}
      value={text}
      onChange={(next) => {
        setText(next);
        search(next, PAUSE_MS);
      }}
      onSubmit={(next) => search(next, 0)}
    >
      <Icon name="search" />
      <Input dir="auto" className={styles.input} placeholder={label} />
      {text !== '' && (
        <Button className={styles.clear} aria-label={t('actions.clear')}>
          <Icon name="close" />
        </Button>
      )}
    </SearchField>
  );
}
