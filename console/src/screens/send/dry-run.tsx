import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../../api/api-error';
import { type SendKind, sendMails } from '../../api/mails';
import { send } from '../../api/send';
import type { SendingHours } from '../../api/sending-hours';
import { useProject } from '../../api/session';
import { topicPath } from '../../api/topics';
import { ApiCall } from '../../components/api-call';
import { Button } from '../../components/button';
import { ErrorState, Loading } from '../../components/states';
import { useNow } from '../../components/use-now';
import { OverrideForm } from './override-form';
import { groupsOf } from './reasons';
import { ReasonGroup } from './reason-group';
import { SendDialog } from './send-dialog';
import styles from './send-screen.module.css';
import { timeProblem } from './send-time';
import { SendWhen, type When } from './send-when';

interface DryRunProps {
  topicId: string;
  kind: SendKind;
  /** Whether anybody has been invited. */
  canRemind: boolean;
  hours: SendingHours;
  onKind: (kind: SendKind) => void;
}

/** Says who would get a mail now and who would not, and why; from there the mails are sent. */
export function DryRun({ topicId, kind, canRemind, hours, onKind }: DryRunProps) {
  const { t } = useTranslation(['send', 'common']);
  const { id: projectId } = useProject();
  const [overrideReason, setOverrideReason] = useState('');
  const [when, setWhen] = useState<When>('now');
  const [isSending, setSending] = useState(false);
  const now = useNow();
  const sendAt = when === 'now' ? null : when.time;
  const isReady = when === 'now' || timeProblem(when.time, now) === null;
  const request = sendMails(projectId, topicId, { kind, isDryRun: true, overrideReason });
  const dryRun = useQuery({
    queryKey: ['dry run', topicPath(projectId, topicId), kind, overrideReason],
    queryFn: ({ signal }) => send(request, { signal }),
    // A project may send so many times a minute, dry runs included.
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const error = dryRun.error as ApiError | null;
  if (error) return <ErrorState error={error} onRetry={() => void dryRun.refetch()} />;
  if (!dryRun.data) return <Loading />;
  const { count, results, totals = { would_send: 0 } } = dryRun.data;
  const groups = groupsOf(totals);
  const wouldSend = totals.would_send;
  const canOverride = groups.some(
    ({ reason }) => reason === 'do_not_contact' || reason === 'recently_contacted',
  );
  return (
    <section className={styles.dryRun} aria-label={t(`kinds.${kind}`)}>
      {canRemind && (
        <ToggleButtonGroup
          aria-label={t('kind')}
          className={styles.kinds}
          disallowEmptySelection
          selectedKeys={[kind]}
          onSelectionChange={(keys) => onKind([...keys][0] as SendKind)}
        >
          <ToggleButton id="invite" className={styles.kind}>
            {t('kinds.invite')}
          </ToggleButton>
          <ToggleButton id="reminder" className={styles.kind}>
            {t('kinds.reminder')}
          </ToggleButton>
        </ToggleButtonGroup>
      )}
      <h2>
        {count === 0
          ? t('nobodyThere')
          : wouldSend === 0
            ? t(`none.${kind}`)
            : t(`would.${kind}`, { count: wouldSend })}
      </h2>
      {count === 0 && (
        <p>
          <Link href={`/p/${projectId}/topics/${topicId}/people`}>{t('addPeople')}</Link>
        </p>
      )}
      {count > 0 && (
        <ul className={styles.groups}>
          {wouldSend > 0 && (
            <ReasonGroup reason={null} count={wouldSend} rows={results.filter(({ sent }) => sent)} />
          )}
          {groups.map(({ reason, count: people }) => (
            <ReasonGroup
              key={reason}
              reason={reason}
              count={people}
              rows={results.filter((row) => !row.sent && row.reason === reason)}
            />
          ))}
        </ul>
      )}
      {(canOverride || overrideReason !== '') && (
        <OverrideForm reason={overrideReason} onChange={setOverrideReason} />
      )}
      {wouldSend > 0 && <SendWhen when={when} hours={hours} onChange={setWhen} />}
      <div className={styles.buttons}>
        <Button
          kind="primary"
          icon={when === 'now' ? 'mail' : 'clock'}
          isDisabled={wouldSend === 0 || !isReady}
          onPress={() => setSending(true)}
        >
          {wouldSend === 0
            ? t('sendNone')
            : when === 'now'
              ? t('sendTo', { count: wouldSend })
              : t('planFor', { count: wouldSend })}
        </Button>
        <Button onPress={() => void dryRun.refetch()} isPending={dryRun.isFetching}>
          {t('checkAgain')}
        </Button>
        <ApiCall request={request} />
      </div>
      {isSending && (
        <SendDialog
          topicId={topicId}
          kind={kind}
          count={wouldSend}
          overrideReason={overrideReason}
          sendAt={sendAt}
          hours={hours}
          onClose={() => setSending(false)}
        />
      )}
    </section>
  );
}
