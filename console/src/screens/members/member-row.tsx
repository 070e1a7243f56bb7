import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProject, useSession } from '../../api/session';
import { Badge } from '../../components/badge';
import { IconButton } from '../../components/button';
import { Menu } from '../../components/menu';
import { Row } from '../../components/row-list';
import { useDates } from '../../components/use-dates';
import { UserText } from '../../components/user-text';
import { RemoveDialog } from './remove-dialog';
import { type Member, nameOf } from './requests';
import { RoleDialog } from './role-dialog';

/** A member with their role, and for admins what can be changed. */
export function MemberRow({ member }: { member: Member }) {
  const { t } = useTranslation(['members', 'common']);
  const project = useProject();
  const { user } = useSession();
  const dates = useDates();
  const [dialog, setDialog] = useState<'role' | 'remove' | null>(null);
  const isSelf = member.id === user.id;
  const name = nameOf(member);
  return (
    <Row
      title={
        <>
          <UserText>{name}</UserText>
          {isSelf && ` (${t('you')})`}
        </>
      }
      state={
        <Badge tone={member.role === 'admin' ? 'good' : 'plain'}>{t(`common:roles.${member.role}`)}</Badge>
      }
      facts={[
        name !== member.email && <UserText key="email">{member.email}</UserText>,
        t('since', { date: dates.day(member.created_at) }),
      ]}
      actions={
        project.isAdmin && (
          <Menu
            label={t('common:actions.more')}
            entries={[
              { id: 'role', label: t('changeRole'), icon: 'pencil' },
              { id: 'remove', label: isSelf ? t('leave') : t('remove'), icon: 'out', isDanger: true },
            ]}
            onAction={(id) => setDialog(id === 'role' ? 'role' : 'remove')}
          >
            <IconButton icon="more" label={t('moreOf', { person: name.slice(0, 60) })} />
          </Menu>
        )
      }
    >
      {dialog === 'role' && <RoleDialog member={member} onClose={() => setDialog(null)} />}
      {dialog === 'remove' && <RemoveDialog member={member} onClose={() => setDialog(null)} />}
    </Row>
  );
}
