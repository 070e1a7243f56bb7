import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useProject, useRefreshSession, useSession } from '../../api/session';
import { useAction, useRefresh } from '../../api/use-api';
import { ConfirmDialog } from '../../components/confirm-dialog';
import { tell } from '../../components/toasts';
import { UserText } from '../../components/user-text';
import { type Member, membersPath, nameOf, removeMember } from './requests';
import styles from './members-screen.module.css';

/** Asks before a member loses the project. */
export function RemoveDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const { t } = useTranslation(['members', 'common']);
  const { id: projectId } = useProject();
  const { user } = useSession();
  const [, navigate] = useLocation();
  const refresh = useRefresh();
  const refreshSession = useRefreshSession();
  const isSelf = member.id === user.id;
  const describe = () => removeMember(projectId, member.id);
  const remove = useAction(describe, {
    onSuccess: async () => {
      onClose();
      if (isSelf) {
        tell(t('left'));
        await refreshSession();
        navigate('/');
      } else {
        tell(t('removed', { person: nameOf(member).slice(0, 60) }));
        await refresh(membersPath(projectId));
      }
    },
  });
  return (
    <ConfirmDialog
      title={isSelf ? t('leaveTitle') : t('removeTitle')}
      action={isSelf ? t('leave') : t('remove')}
      request={describe()}
      isOpen
      isBusy={remove.isPending}
      error={remove.error}
      known={{ last_admin: t('lastAdmin') }}
      onConfirm={() => remove.mutate(undefined)}
      onClose={onClose}
    >
      {!isSelf && (
        <p className={styles.who}>
          <UserText>{nameOf(member)}</UserText>
        </p>
      )}
      <p>{isSelf ? t('leaveText') : t('removeText')}</p>
    </ConfirmDialog>
  );
}
