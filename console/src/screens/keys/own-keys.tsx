import { useTranslation } from 'react-i18next';
import { useSession } from '../../api/session';
import { usePages } from '../../api/use-api';
import { MoreButton } from '../../components/more-button';
import { RowList } from '../../components/row-list';
import { EmptyState, ErrorState, Loading } from '../../components/states';
import { UserText } from '../../components/user-text';
import { KeyRow } from './key-row';
import { listOwnKeys, type OwnKey, revokeOwnKey } from './requests';
import styles from './keys-screen.module.css';

/** Projects that are named in a row; the others are counted. */
const NAMED = 3;

/** The keys of the signed-in person. */
export function OwnKeys() {
  const { t } = useTranslation('keys');
  const keys = usePages(listOwnKeys());
  return (
    <section className={styles.section}>
      <h2>{t('own')}</h2>
      <p className={styles.hint}>{t('ownHint')}</p>
      {keys.error ? (
        <ErrorState error={keys.error} onRetry={() => void keys.refetch()} />
      ) : keys.rows === undefined ? (
        <Loading />
      ) : keys.rows.length === 0 ? (
        <EmptyState title={t('noneTitle')}>{t('noneText')}</EmptyState>
      ) : (
        <RowList label={t('own')}>
          {keys.rows.map((key) => (
            <KeyRow
              key={key.id}
              apiKey={key}
              facts={[<Projects key="projects" of={key} />]}
              describeRevoke={() => revokeOwnKey(key.id)}
            />
          ))}
        </RowList>
      )}
      <MoreButton list={keys} />
    </section>
  );
}

function Projects({ of: { project_ids: ids } }: { of: OwnKey }) {
  const { t } = useTranslation('keys');
  const { projects } = useSession();
  if (ids === null) return <>{t('allProjects')}</>;
  const names = projects.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
  if (names.length === 0) return <>{t('noProject')}</>;
  return (
    <>
      {names.slice(0, NAMED).map((name, position) => (
        <span key={name}>
          {position > 0 && ', '}
          <UserText>{name}</UserText>
        </span>
      ))}
      {names.length > NAMED && ` ${t('moreProjects', { count: names.length - NAMED })}`}
    </>
  );
}
