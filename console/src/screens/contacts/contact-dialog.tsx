import { useState } from 'react';
import { Form } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { fieldErrors } from '../../api/api-error';
import { useProject } from '../../api/session';
import { useAction, useRefresh } from '../../api/use-api';
import { ApiCall } from '../../components/api-call';
import { Button } from '../../components/button';
import { Dialog, DialogButtons } from '../../components/dialog';
import { Select } from '../../components/select';
import { ErrorNote } from '../../components/states';
import { TextInput } from '../../components/text-input';
import { tell } from '../../components/toasts';
import styles from './contacts-screen.module.css';
import { type Contact, contactsPath, setContact, SETTABLE, type SettableStatus } from './requests';

interface ContactDialogProps {
  /** Null for a new one. */
  contact: Contact | null;
  onClose: () => void;
}

/** Sets the status of a mailbox and the reason for it. */
export function ContactDialog({ contact, onClose }: ContactDialogProps) {
  const { t } = useTranslation(['contacts', 'common']);
  const project = useProject();
  const refresh = useRefresh();
  const before = SETTABLE.find((status) => status === contact?.status) ?? 'free';
  const [email, setEmail] = useState(contact?.email ?? '');
  const [status, setStatus] = useState<SettableStatus>(contact ? before : 'do_not_contact');
  const [reason, setReason] = useState(contact?.reason ?? '');
  const describe = () => setContact(project.id, email, status, reason);
  const restore = useAction((old: Contact) => setContact(project.id, old.email, before, old.reason), {
    onSuccess: () => refresh(contactsPath(project.id)),
  });
  const save = useAction(describe, {
    onSuccess: async () => {
      // An opt-out is lifted by an admin with a reason of its own, so it is not taken back by a press.
      const canUndo = contact !== null && before !== 'opted_out' && status !== 'opted_out';
      tell(t('saved'), canUndo ? { onUndo: () => restore.mutate(contact) } : {});
      await refresh(contactsPath(project.id));
      onClose();
    },
  });
  const errors = fieldErrors(save.error);
  const isAtField = Object.keys(errors).some((field) => ['email', 'status', 'reason'].includes(field));
  return (
    <Dialog title={contact ? t('editTitle') : t('add')} isOpen onClose={onClose}>
      <Form
        className={styles.form}
        validationErrors={errors}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(undefined);
        }}
      >
        <TextInput
          isRequired
          autoFocus={contact === null}
          isReadOnly={contact !== null}
          name="email"
          label={t('address')}
          maxLength={400}
          value={email}
          onChange={setEmail}
        />
        <Select
          label={t('status')}
          name="status"
          value={status}
          choices={SETTABLE.map((value) => ({ value, label: t(`statuses.${value}`) }))}
          onChange={setStatus}
        />
        <TextInput
          name="reason"
          label={t('reason')}
          hint={before === 'opted_out' && contact ? t('liftHint') : t('reasonHint')}
          isRequired={before === 'opted_out' && status !== 'opted_out'}
          maxLength={200}
          value={reason}
          onChange={setReason}
        />
        {!isAtField && <ErrorNote error={save.error} />}
        <DialogButtons>
          <Button type="submit" kind="primary" isPending={save.isPending}>
            {t('save')}
          </Button>
          <Button onPress={onClose}>{t('common:actions.cancel')}</Button>
          <ApiCall request={describe()} />
        </DialogButtons>
      </Form>
    </Dialog>
  );
}
