import { useTranslation } from 'react-i18next';
import { useProject } from '../../api/session';
import { usePages } from '../../api/use-api';
import { MoreButton } from '../../components/more-button';
import { RowList } from '../../components/row-list';
import { ErrorState, Loading } from '../../components/states';
import { UserText } from '../../components/user-text';
import { KeyRow } from './key-row';
import { listProjectKeys, revokeProjectKey } from './requests';
import styles from './keys-screen.module.css';

/** The keys of all members that reach the project, for its admins. */
export function ProjectKeys() {
  const { t } = useTranslation('keys');
  const { id: projectId } = useProject();
  const keys = usePages(listProjectKeys(projectId));
  return (
    <section className={styles.section}>
      <h2>{t('reaching')}</h2>
      <p className={styles.hint}>{t('reachingHint')}</p>
      {keys.error ? (
        <ErrorState error={keys.error} onRetry={() => void keys.refetch()} />
      ) : keys.rows === undefined ? (
        <Loading />
      ) : keys.rows.length === 0 ? (
        <p className={styles.hint}>{t('noneReaching')}</p>
      ) : (
        <RowList label={t('reaching')}>
          {keys.rows.map((key) => (
            <KeyRow
              key={key.id}
              apiKey={key}
              facts={[<UserText key="owner">{key.user.email}</UserText>]}
              describeRevoke={() => revokeProjectKey(projectId, key.id)}
            />
          ))}
        </RowList>
      )}
      <MoreButton list={keys} />
    </section>
  );
}
