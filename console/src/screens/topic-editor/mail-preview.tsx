import type { Topic } from '@parley/client';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from '../../api/request';
import { useProject } from '../../api/session';
import { useRead } from '../../api/use-api';
import { ButtonLink } from '../../components/button';
import { MailFrame } from '../../components/mail-frame';
import { ErrorNote } from '../../components/states';
import { UserText } from '../../components/user-text';
import type { TopicFields } from './topic-draft';
import styles from './topic-editor.module.css';

const PAUSE_MS = 400;

type Copy = Pick<TopicFields, 'invite_subject' | 'invite_message'>;

/** The request for the invite with this text. */
export const previewRequest = (projectId: string, topicId: string, copy: Copy) =>
  request('post', '/api/projects/{project_id}/user_interview_topics/{id}/preview_invite', {
    path: { project_id: projectId, id: topicId },
    body: { subject: copy.invite_subject, message: copy.invite_message },
  });

const targetsSomebody = ({ interviewee_emails: emails, interviewee_distinct_ids: ids }: Topic) =>
  emails.length + ids.length > 0;

/** Reads the invite as it would be with the text that is being typed. */
export function usePreview(projectId: string, topic: Topic, values: Copy) {
  const { invite_subject, invite_message } = useSettled(values);
  return useRead(previewRequest(projectId, topic.id, { invite_subject, invite_message }), {
    enabled: targetsSomebody(topic),
    keepPrevious: true,
  });
}

/** The invite, beside the form. */
export function MailPreview({ topic, preview }: { topic: Topic; preview: ReturnType<typeof usePreview> }) {
  const { t } = useTranslation('topic-editor');
  const project = useProject();
  const mail = preview.data;
  const isFaultOfText = preview.error !== null && preview.error.attr !== null;
  return (
    <section className={styles.preview} aria-label={t('preview.title')} tabIndex={0}>
      {!targetsSomebody(topic) && (
        <div className={styles.noMail}>
          <p>{t('preview.empty')}</p>
          {project.canWrite && (
            <ButtonLink to={`/p/${project.id}/topics/${topic.id}/people`}>
              {t('preview.addPeople')}
            </ButtonLink>
          )}
        </div>
      )}
      {preview.error && !isFaultOfText && <ErrorNote error={preview.error} />}
      {mail && (
        <>
          <p className={styles.for}>{t('preview.for', { name: mail.user_name })}</p>
          {mail.fallbacks.length > 0 && <p className={styles.fallbacks}>{t('preview.fallbacks')}</p>}
          <div className={styles.mail} data-stale={preview.isPlaceholderData || isFaultOfText || undefined}>
            <p className={styles.subject}>
              <span className={styles.hint}>{t('preview.subject')}</span>
              <UserText>{mail.subject}</UserText>
            </p>
            <MailFrame html={mail.html} title={t('preview.frame')} />
          </div>
        </>
      )}
    </section>
  );
}

/** A value once it has not changed for a moment. */
function useSettled<T extends Copy>(value: T): Copy {
  const [settled, setSettled] = useState<Copy>(value);
  const { invite_subject: subject, invite_message: message } = value;
  useEffect(() => {
    const timer = setTimeout(
      () => setSettled({ invite_subject: subject, invite_message: message }),
      PAUSE_MS,
    );
    return () => clearTimeout(timer);
  }, [subject, message]);
  return settled;
}
