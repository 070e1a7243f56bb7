import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProject } from '../../api/session';
import { Badge } from '../../components/badge';
import { IconButton } from '../../components/button';
import { useDates } from '../../components/use-dates';
import { UserText } from '../../components/user-text';
import { ContactDialog } from './contact-dialog';
import styles from './contacts-screen.module.css';
import type { Contact, ContactStatus } from './requests';

const TONES = {
  free: 'good',
  cooling_down: 'waiting',
  do_not_contact: 'plain',
  bounced: 'bad',
  opted_out: 'bad',
} as const satisfies Record<ContactStatus, string>;

/** A mailbox with its status, why, and when it last heard from the project. */
export function ContactRow({ contact }: { contact: Contact }) {
  const { t } = useTranslation('contacts');
  const project = useProject();
  const dates = useDates();
  const [isEditing, setEditing] = useState(false);
  const facts = [
    contact.free_at !== null && t('freeAt', { date: dates.time(contact.free_at) }),
    contact.last_invited_at !== null && t('invited', { date: dates.day(contact.last_invited_at) }),
    contact.last_participated_at !== null && t('answered', { date: dates.day(contact.last_participated_at) }),
  ].filter((fact) => fact !== false);
  // Only an admin lifts an opt-out.
  const canEdit = project.canWrite && (contact.status !== 'opted_out' || project.isAdmin);
  return (
    <li className={styles.row}>
      <div className={styles.who}>
        <UserText className={styles.name}>{contact.email}</UserText>
        {contact.reason !== '' && (
          <p>
            <UserText>{contact.reason}</UserText>
          </p>
        )}
        {facts.length > 0 && <p className={styles.facts}>{facts.join(' · ')}</p>}
      </div>
      <Badge tone={TONES[contact.status]}>{t(`statuses.${contact.status}`)}</Badge>
      {canEdit && (
        <IconButton
          icon="pencil"
          label={t('edit', { address: contact.email.slice(0, 60) })}
          onPress={() => setEditing(true)}
        />
      )}
      {isEditing && <ContactDialog contact={contact} onClose={() => setEditing(false)} />}
    </li>
  );
}
