import type { components } from '@parley/client';
import { Link } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { request } from '../../api/request';
import { useProject } from '../../api/session';
import { readSettings } from '../../api/settings';
import { usePages, useRead } from '../../api/use-api';
import { ApiReads } from '../../components/api-call';
import { MoreButton } from '../../components/more-button';
import { PageHeading } from '../../components/page-heading';
import { Row, RowList } from '../../components/row-list';
import { EmptyState, ErrorState, Loading } from '../../components/states';
import { useDates } from '../../components/use-dates';
import { UserText } from '../../components/user-text';
import { grouped, type KnownOperation, topicOf } from './operations';
import styles from './audit-screen.module.css';

type AuditEvent = components['schemas']['AuditEventDto'];

/** The changes to the project, newest first: by whom, how and when. */
export default function AuditScreen() {
  const { t } = useTranslation('audit');
  const { id: projectId } = useProject();
  const list = request('get', '/api/projects/{project_id}/audit_events', { path: { project_id: projectId } });
  const events = usePages(list);
  const settings = useRead(readSettings(projectId));
  const timeZone = settings.data?.time_zone;
  const error = events.error ?? settings.error;

  function retry() {
    void events.refetch();
    void settings.refetch();
  }
  return (
    <>
      <PageHeading title={t('title')} />
      <p className={styles.hint}>
        {t('hint')} {timeZone !== undefined && t('zone', { zone: timeZone })}
      </p>
      {error ? (
        <ErrorState error={error} onRetry={retry} />
      ) : events.rows === undefined || timeZone === undefined ? (
        <Loading />
      ) : events.rows.length === 0 ? (
        <EmptyState title={t('noneTitle')}>{t('noneText')}</EmptyState>
      ) : (
        <Days events={events.rows} timeZone={timeZone} />
      )}
      <MoreButton list={events} />
      <ApiReads requests={[list, readSettings(projectId)]} />
    </>
  );
}

function Days({ events, timeZone }: { events: readonly AuditEvent[]; timeZone: string }) {
  const dates = useDates(timeZone);
  return grouped(events, (event) => dates.day(event.created_at)).map(({ key: day, rows }) => (
    <section key={day} className={styles.day}>
      <h2>{day}</h2>
      <RowList label={day}>
        {rows.map((event) => (
          <EventRow key={event.id} event={event} clock={dates.clock(event.created_at)} />
        ))}
      </RowList>
    </section>
  ));
}

function EventRow({ event, clock }: { event: AuditEvent; clock: string }) {
  const { t, i18n } = useTranslation('audit');
  const { id: projectId } = useProject();
  const topic = topicOf(event.operation, event.target);
  const isKnown = i18n.exists(`operations.${event.operation}`, { ns: 'audit' });
  return (
    <Row
      title={isKnown ? t(`operations.${event.operation as KnownOperation}`) : <code>{event.operation}</code>}
      facts={[
        clock,
        <UserText key="user">{event.user.email}</UserText>,
        event.key === null ? t('inConsole') : t('byKey', { key: event.key }),
        event.reason !== '' && (
          <span key="reason">
            {t('because')} <UserText>{event.reason}</UserText>
          </span>
        ),
        topic !== null && (
          <Link key="topic" href={`/p/${projectId}/topics/${topic}`}>
            {t('openTopic')}
          </Link>
        ),
      ]}
    />
  );
}
