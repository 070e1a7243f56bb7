import { useState } from 'react';
import { Form } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { fieldErrors } from '../../api/api-error';
import { useProject } from '../../api/session';
import { useAction, useRefresh } from '../../api/use-api';
import { ApiCall } from '../../components/api-call';
import { Button } from '../../components/button';
import { Dialog, DialogButtons } from '../../components/dialog';
import form from '../../components/dialog.module.css';
import { ErrorNote } from '../../components/states';
import { TextInput } from '../../components/text-input';
import { tell } from '../../components/toasts';
import { addMember, membersPath, type Role } from './requests';
import { RoleSelect } from './role-select';
import styles from './members-screen.module.css';

/** Adds a person to the project, who gets a mail that signs them in. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['members', 'common']);
  const { id: projectId } = useProject();
  const refresh = useRefresh();
  const [email, setEmail] = useState('');
  const [firstName, setFirstName] = useState('');
  const [lastName, setLastName] = useState('');
  const [role, setRole] = useState<Role>('researcher');
  const describe = () =>
    addMember(projectId, {
      email,
      role,
      ...(firstName !== '' && { first_name: firstName }),
      ...(lastName !== '' && { last_name: lastName }),
    });
  const invite = useAction(describe, {
    onSuccess: async (member) => {
      tell(t(member.invitation_sent ? 'invited' : 'notMailed', { email: member.email.slice(0, 60) }));
      onClose();
      await refresh(membersPath(projectId));
    },
  });
  const known = { already_member: t('alreadyMember'), mail_not_configured: t('noMail') };
  const isMember = invite.error?.code === 'already_member';
  const errors = isMember ? { email: known.already_member } : fieldErrors(invite.error);
  return (
    <Dialog title={t('invite')} isOpen onClose={onClose}>
      <Form
        className={form.form}
        validationErrors={errors}
        onSubmit={(event) => {
          event.preventDefault();
          invite.mutate(undefined);
        }}
      >
        <TextInput
          autoFocus
          isRequired
          name="email"
          type="email"
          label={t('email')}
          hint={t('emailHint')}
          maxLength={400}
          value={email}
          onChange={setEmail}
        />
        <RoleSelect value={role} onChange={setRole} />
        <div className={styles.pair}>
          <TextInput
            name="first_name"
            label={t('firstName')}
            maxLength={150}
            value={firstName}
            onChange={setFirstName}
          />
          <TextInput
            name="last_name"
            label={t('lastName')}
            maxLength={150}
            value={lastName}
            onChange={setLastName}
          />
        </div>
        {Object.keys(errors).length === 0 && <ErrorNote error={invite.error} known={known} />}
        <DialogButtons>
          <Button type="submit" kind="primary" isPending={invite.isPending}>
            {t('sendInvitation')}
          </Button>
          <Button onPress={onClose}>{t('common:actions.cancel')}</Button>
          <ApiCall request={describe()} />
        </DialogButtons>
      </Form>
    </Dialog>
  );
}
