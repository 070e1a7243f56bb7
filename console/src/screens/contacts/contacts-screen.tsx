import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { download } from '../../api/send';
import { useProject } from '../../api/session';
import { usePages } from '../../api/use-api';
import { ApiReads } from '../../components/api-call';
import { Button } from '../../components/button';
import { PageHeading } from '../../components/page-heading';
import { SearchInput } from '../../components/search-input';
import { Select } from '../../components/select';
import { EmptyState, ErrorNote, ErrorState, Loading } from '../../components/states';
import { ContactDialog } from './contact-dialog';
import { ContactRow } from './contact-row';
import styles from './contacts-screen.module.css';
import { ImportDialog } from './import-dialog';
import { type ContactStatus, exportContacts, listContacts, STATUSES } from './requests';

const ROWS_PER_PAGE = 100;
const ALL = 'all';

/** The mailboxes of the project, and what stops or delays mails to them. */
export default function ContactsScreen() {
  const { t } = useTranslation(['contacts', 'common']);
  const project = useProject();
  const [search, setSearch] = useState('');
  const [status, setStatus] = useState<ContactStatus | null>(null);
  const [dialog, setDialog] = useState<'add' | 'import' | null>(null);
  const request = listContacts(project.id, search, status);
  const contacts = usePages(request, { limit: ROWS_PER_PAGE, keepPrevious: true });
  const save = useMutation({ mutationFn: () => download(exportContacts(project.id)) });
  const isFiltered = search !== '' || status !== null;
  return (
    <>
      <PageHeading title={t('title')}>
        {project.canWrite && (
          <>
            <Button kind="primary" icon="plus" onPress={() => setDialog('add')}>
              {t('add')}
            </Button>
            <Button icon="upload" onPress={() => setDialog('import')}>
              {t('import')}
            </Button>
          </>
        )}
        <Button icon="download" isPending={save.isPending} onPress={() => save.mutate()}>
          {t('export')}
        </Button>
      </PageHeading>
      <p className={styles.soft}>{t('intro')}</p>
      <ErrorNote error={save.error} />
      <div className={styles.tools}>
        <SearchInput label={t('search')} value={search} onSearch={setSearch} />
        <Select<ContactStatus | typeof ALL>
          label={t('status')}
          value={status ?? ALL}
          choices={[
            { value: ALL, label: t('anyStatus') },
            ...STATUSES.map((value) => ({ value, label: t(`statuses.${value}`) })),
          ]}
          onChange={(value) => setStatus(value === ALL ? null : value)}
        />
      </div>
      {contacts.error ? (
        <ErrorState error={contacts.error} onRetry={() => void contacts.refetch()} />
      ) : !contacts.rows ? (
        <Loading />
      ) : contacts.rows.length === 0 ? (
        <EmptyState title={isFiltered ? t('noneFound') : t('emptyTitle')}>
          {isFiltered ? t('noneFoundText') : t('emptyText')}
        </EmptyState>
      ) : (
        <>
          <p className={styles.soft} role="status">
            {t('count', { count: contacts.count ?? 0 })}
          </p>
          <ul className={styles.list} aria-label={t('title')}>
            {contacts.rows.map((contact) => (
              <ContactRow key={contact.id} contact={contact} />
            ))}
          </ul>
        </>
      )}
      {contacts.hasNextPage && (
        <Button onPress={() => void contacts.fetchNextPage()} isPending={contacts.isFetchingNextPage}>
          {t('common:actions.loadMore')}
        </Button>
      )}
      {dialog === 'add' && <ContactDialog contact={null} onClose={() => setDialog(null)} />}
      {dialog === 'import' && <ImportDialog onClose={() => setDialog(null)} />}
      <ApiReads requests={[request, exportContacts(project.id)]} />
    </>
  );
}
