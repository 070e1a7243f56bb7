import { useTranslation } from 'react-i18next';
import { useProject } from '../../api/session';
import { useAction, useRead, useRefresh } from '../../api/use-api';
import { Button } from '../../components/button';
import { ConfirmDialog } from '../../components/confirm-dialog';
import { Dialog, DialogButtons } from '../../components/dialog';
import { ErrorState, Loading } from '../../components/states';
import { tell } from '../../components/toasts';
import { UserText } from '../../components/user-text';
import styles from './personal-data-screen.module.css';
import {
  type AnonymisedPerson,
  anonymisePerson,
  type ErasedPerson,
  erasePerson,
  previewAnonymisation,
  previewErasure,
  projectPath,
} from './requests';

interface PersonDialogProps {
  identifier: string;
  onClose: () => void;
}

const KINDS = [
  'topics',
  'contexts',
  'links',
  'mails',
  'responses',
  'voice_reports',
  'webhook_messages',
  'stored_answers',
  'contacts',
  'texts',
] as const;

/** Shows what would be erased, and erases it. */
export function EraseDialog({ identifier, onClose }: PersonDialogProps) {
  const { t } = useTranslation('personal-data');
  const { id: projectId } = useProject();
  const refresh = useRefresh();
  const preview = useRead(previewErasure(projectId, identifier));
  const erase = useAction(() => erasePerson(projectId, identifier), {
    onSuccess: async () => {
      onClose();
      tell(t('erased'));
      await refresh(projectPath(projectId));
    },
  });
  const title = t('eraseTitle');
  if (!preview.data) return <Waiting title={title} read={preview} onClose={onClose} />;
  if (isNothing(preview.data)) return <Nothing title={title} onClose={onClose} />;
  return (
    <ConfirmDialog
      isOpen
      title={title}
      action={t('eraseAction')}
      request={erasePerson(projectId, identifier)}
      isBusy={erase.isPending}
      error={erase.error}
      onConfirm={() => erase.mutate(undefined)}
      onClose={onClose}
    >
      <p className={styles.person}>
        <UserText>{identifier}</UserText>
      </p>
      <p>{t('eraseLoss')}</p>
      <Counts counts={preview.data} />
    </ConfirmDialog>
  );
}

/** Shows what would be anonymised, and anonymises it. */
export function AnonymiseDialog({ identifier, onClose }: PersonDialogProps) {
  const { t } = useTranslation('personal-data');
  const { id: projectId } = useProject();
  const refresh = useRefresh();
  const preview = useRead(previewAnonymisation(projectId, identifier));
  const anonymise = useAction(() => anonymisePerson(projectId, identifier), {
    onSuccess: async ({ pseudonym }) => {
      onClose();
      tell(t('anonymised', { pseudonym }));
      await refresh(projectPath(projectId));
    },
  });
  const title = t('anonymiseTitle');
  if (!preview.data) return <Waiting title={title} read={preview} onClose={onClose} />;
  if (isNothing(preview.data)) return <Nothing title={title} onClose={onClose} />;
  const { pseudonym, examples } = preview.data;
  return (
    <ConfirmDialog
      isOpen
      title={title}
      action={t('anonymiseAction')}
      request={anonymisePerson(projectId, identifier)}
      isBusy={anonymise.isPending}
      error={anonymise.error}
      onConfirm={() => anonymise.mutate(undefined)}
      onClose={onClose}
    >
      <p className={styles.person}>
        <UserText>{identifier}</UserText>
      </p>
      <p>{t('anonymiseLoss', { pseudonym })}</p>
      <Counts counts={preview.data} />
      <Examples examples={examples} />
    </ConfirmDialog>
  );
}

function Counts({ counts }: { counts: ErasedPerson | AnonymisedPerson }) {
  const { t } = useTranslation('personal-data');
  const found = KINDS.filter((kind) => counts[kind] > 0);
  return (
    <>
      <dl className={styles.counts}>
        {found.map((kind) => (
          <div key={kind}>
            <dt>{t(`counts.${kind}`)}</dt>
            <dd>{counts[kind]}</dd>
          </div>
        ))}
        {'answers' in counts && counts.answers > 0 && (
          <div>
            <dt>{t('counts.answers')}</dt>
            <dd>{counts.answers}</dd>
          </div>
        )}
      </dl>
      {counts.opt_out_kept && <p>{t('optOut')}</p>}
    </>
  );
}

function Examples({ examples }: Pick<AnonymisedPerson, 'examples'>) {
  const { t } = useTranslation('personal-data');
  if (examples.length === 0) return null;
  return (
    <>
      <h3>{t('examples')}</h3>
      <ul className={styles.examples}>
        {examples.map(({ response_id: id, before, after }, position) => (
          <li key={`${id} ${position}`}>
            <del>
              <UserText>{before}</UserText>
            </del>
            <ins>
              <UserText>{after}</UserText>
            </ins>
          </li>
        ))}
      </ul>
    </>
  );
}

function Waiting({
  title,
  read,
  onClose,
}: {
  title: string;
  read: { error: unknown; refetch: () => unknown };
  onClose: () => void;
}) {
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      {read.error ? <ErrorState error={read.error} onRetry={() => void read.refetch()} /> : <Loading />}
    </Dialog>
  );
}

function Nothing({ title, onClose }: { title: string; onClose: () => void }) {
  const { t } = useTranslation(['personal-data', 'common']);
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      <p>{t('nothing')}</p>
      <DialogButtons>
        <Button onPress={onClose}>{t('common:actions.close')}</Button>
      </DialogButtons>
    </Dialog>
  );
}

function isNothing(counts: ErasedPerson): boolean {
  return KINDS.every((kind) => counts[kind] === 0);
}
