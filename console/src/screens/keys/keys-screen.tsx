import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProject } from '../../api/session';
import { ApiReads } from '../../components/api-call';
import { Button } from '../../components/button';
import { PageHeading } from '../../components/page-heading';
import { NewKeyDialog } from './new-key-dialog';
import { OwnKeys } from './own-keys';
import { ProjectKeys } from './project-keys';
import { listOwnKeys, listProjectKeys } from './requests';

/** One's own keys and, for admins, all those that reach the project. */
export default function KeysScreen() {
  const { t } = useTranslation('keys');
  const project = useProject();
  const [isCreating, setCreating] = useState(false);
  const create = (
    <Button kind="primary" icon="plus" onPress={() => setCreating(true)}>
      {t('new')}
    </Button>
  );
  return (
    <>
      <PageHeading title={t('title')}>{create}</PageHeading>
      <OwnKeys />
      {project.isAdmin && <ProjectKeys />}
      <ApiReads requests={[listOwnKeys(), ...(project.isAdmin ? [listProjectKeys(project.id)] : [])]} />
      {isCreating && <NewKeyDialog onClose={() => setCreating(false)} />}
    </>
  );
}
