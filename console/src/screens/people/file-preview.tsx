import { useTranslation } from 'react-i18next';
import { IconButton } from '../../components/button';
import { Select } from '../../components/select';
import { UserText } from '../../components/user-text';
import { COLUMN_ROLES, type ColumnRole, peopleOf, type PeopleTable } from './people-file';
import styles from './people-screen.module.css';
import type { Understood } from './person';

/** A file that was read, with what its columns mean. */
export interface PeopleFile {
  name: string;
  table: PeopleTable;
  roles: ColumnRole[];
  understood: Understood;
}

/** Rows that are shown so that columns can be told apart. */
const SHOWN_ROWS = 2;

interface FilePreviewProps {
  file: PeopleFile;
  there: readonly string[];
  onChange: (file: PeopleFile | null) => void;
}

/** The columns of a file with the first rows, and what each column is used for. */
export function FilePreview({ file, there, onChange }: FilePreviewProps) {
  const { t } = useTranslation('people');
  const { table, roles } = file;

  function setRole(column: number, role: ColumnRole) {
    // Only one column says who the person is.
    const others = roles.map((old) => (role === 'person' && old === 'person' ? 'ignore' : old));
    const changed = others.map((old, at) => (at === column ? role : old));
    onChange({ ...file, roles: changed, understood: peopleOf(table, changed, there) });
  }

  return (
    <section className={styles.file} aria-label={file.name}>
      <div className={styles.fileHead}>
        <h3>
          <UserText>{file.name}</UserText>
        </h3>
        <IconButton icon="close" label={t('otherFile')} onPress={() => onChange(null)} />
      </div>
      <p className={styles.soft}>{t('matchColumns')}</p>
      <ol className={styles.columns}>
        {roles.map((role, column) => (
          <li key={column} className={styles.column}>
            <Select
              label={table.header?.[column]?.slice(0, 60) || t('column', { number: column + 1 })}
              value={role}
              choices={COLUMN_ROLES.map((value) => ({ value, label: t(`roles.${value}`) }))}
              onChange={(value) => setRole(column, value)}
            />
            <ul className={styles.samples}>
              {table.rows.slice(0, SHOWN_ROWS).map(({ line, cells }) => (
                <li key={line}>
                  <UserText>{(cells[column] ?? '').slice(0, 120) || '–'}</UserText>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </section>
  );
}
