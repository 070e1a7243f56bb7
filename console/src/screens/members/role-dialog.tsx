import { useState } from 'react';
import { Form } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useProject, useRefreshSession, useSession } from '../../api/session';
import { useAction, useRefresh } from '../../api/use-api';
import { ApiCall } from '../../components/api-call';
import { Button } from '../../components/button';
import { Dialog, DialogButtons } from '../../components/dialog';
import form from '../../components/dialog.module.css';
import { ErrorNote } from '../../components/states';
import { tell } from '../../components/toasts';
import { UserText } from '../../components/user-text';
import { type Member, membersPath, nameOf, type Role, setRole } from './requests';
import { RoleSelect } from './role-select';
import styles from './members-screen.module.css';

/** Changes the role of a member. */
export function RoleDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const { t } = useTranslation(['members', 'common']);
  const { id: projectId } = useProject();
  const { user } = useSession();
  const refresh = useRefresh();
  const refreshSession = useRefreshSession();
  const [role, chooseRole] = useState(member.role);
  const isSelf = member.id === user.id;
  const describe = (next: Role) => setRole(projectId, member.id, next);

  async function showAgain() {
    await refresh(membersPath(projectId));
    if (isSelf) await refreshSession();
  }
  const restore = useAction(describe, { onSuccess: showAgain });
  const change = useAction(describe, {
    onSuccess: async (_, next) => {
      const text = t('roleChanged', { person: nameOf(member).slice(0, 60), role: t(`common:roles.${next}`) });
      // Who is no admin any more cannot take it back.
      tell(text, isSelf ? {} : { onUndo: () => restore.mutate(member.role) });
      onClose();
      await showAgain();
    },
  });
  return (
    <Dialog title={t('changeRole')} isOpen onClose={onClose}>
      <Form
        className={form.form}
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate(role);
        }}
      >
        <p className={styles.who}>
          <UserText>{nameOf(member)}</UserText>
        </p>
        <RoleSelect value={role} onChange={chooseRole} />
        {isSelf && role !== 'admin' && <p role="status">{t('lowerSelf')}</p>}
        <ErrorNote error={change.error} known={{ last_admin: t('lastAdmin') }} />
        <DialogButtons>
          <Button type="submit" kind="primary" isPending={change.isPending} isDisabled={role === member.role}>
            {t('saveRole')}
          </Button>
          <Button onPress={onClose}>{t('common:actions.cancel')}</Button>
          <ApiCall request={describe(role)} />
        </DialogButtons>
      </Form>
    </Dialog>
  );
}
