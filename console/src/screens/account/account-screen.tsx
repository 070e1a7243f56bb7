import { useTranslation } from 'react-i18next';
import { readSession, signOut, useSession } from '../../api/session';
import { usePages } from '../../api/use-api';
import { ApiReads } from '../../components/api-call';
import { Badge } from '../../components/badge';
import { Button } from '../../components/button';
import { MoreButton } from '../../components/more-button';
import { PageHeading } from '../../components/page-heading';
import { Row, RowList } from '../../components/row-list';
import { ErrorState, Loading } from '../../components/states';
import { UserText } from '../../components/user-text';
import { listSessions } from './requests';
import { SessionRow } from './session-row';
import styles from './account-screen.module.css';

/** The signed-in person: who they are, where they work, and the browsers in which they are signed in. */
export default function AccountScreen() {
  const { t } = useTranslation(['account', 'common']);
  const { user, projects } = useSession();
  const name = `${user.first_name} ${user.last_name}`.trim();
  return (
    <>
      <PageHeading title={t('title')}>
        <Button icon="out" onPress={() => void signOut()}>
          {t('common:nav.signOut')}
        </Button>
      </PageHeading>
      <p className={styles.who}>
        {name !== '' && <UserText className={styles.name}>{name}</UserText>}
        <UserText>{user.email}</UserText>
      </p>
      <section className={styles.section}>
        <h2>{t('projects')}</h2>
        {projects.length === 0 ? (
          <p className={styles.hint}>{t('common:states.noProjectText')}</p>
        ) : (
          <RowList label={t('projects')}>
            {projects.map((project) => (
              <Row
                key={project.id}
                title={<UserText>{project.name}</UserText>}
                state={<Badge>{t(`common:roles.${project.role}`)}</Badge>}
                facts={[]}
              />
            ))}
          </RowList>
        )}
      </section>
      <Sessions />
      <ApiReads requests={[readSession(), listSessions()]} />
    </>
  );
}

function Sessions() {
  const { t } = useTranslation('account');
  const sessions = usePages(listSessions());
  return (
    <section className={styles.section}>
      <h2>{t('sessions')}</h2>
      <p className={styles.hint}>{t('sessionsHint')}</p>
      {sessions.error ? (
        <ErrorState error={sessions.error} onRetry={() => void sessions.refetch()} />
      ) : sessions.rows === undefined ? (
        <Loading />
      ) : (
        <RowList label={t('sessions')}>
          {sessions.rows.map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </RowList>
      )}
      <MoreButton list={sessions} />
    </section>
  );
}
