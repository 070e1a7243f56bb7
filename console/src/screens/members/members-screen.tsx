import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProject } from '../../api/session';
import { usePages } from '../../api/use-api';
import { ApiReads } from '../../components/api-call';
import { Button } from '../../components/button';
import { MoreButton } from '../../components/more-button';
import { PageHeading } from '../../components/page-heading';
import { RowList } from '../../components/row-list';
import { ErrorState, Loading } from '../../components/states';
import { InviteDialog } from './invite-dialog';
import { MemberRow } from './member-row';
import { listMembers } from './requests';
import styles from './members-screen.module.css';

/** The people who work in the project. */
export default function MembersScreen() {
  const { t } = useTranslation('members');
  const project = useProject();
  const [isInviting, setInviting] = useState(false);
  const request = listMembers(project.id);
  const members = usePages(request);
  return (
    <>
      <PageHeading title={t('title')}>
        {project.isAdmin && (
          <Button kind="primary" icon="plus" onPress={() => setInviting(true)}>
            {t('invite')}
          </Button>
        )}
      </PageHeading>
      <p className={styles.hint}>{t('hint')}</p>
      {members.error ? (
        <ErrorState error={members.error} onRetry={() => void members.refetch()} />
      ) : members.rows === undefined ? (
        <Loading />
      ) : (
        <RowList label={t('title')}>
          {members.rows.map((member) => (
            <MemberRow key={member.id} member={member} />
          ))}
        </RowList>
      )}
      <MoreButton list={members} />
      <ApiReads requests={[request]} />
      {isInviting && <InviteDialog onClose={() => setInviting(false)} />}
    </>
  );
}
