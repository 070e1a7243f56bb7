import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../components/use-dates';
import { UserText } from '../../components/user-text';
import type { Response } from './response-types';
import styles from './reader.module.css';

/** Facts about a response besides what was said. */
export function Facts({ response }: { response: Response }) {
  const { t, i18n } = useTranslation('responses');
  const dates = useDates();
  const languages = new Intl.DisplayNames(i18n.language, { type: 'language' });
  const { kind, language, started_at: started, completed_at: completed } = response;
  const facts: [string, ReactNode][] = [
    [t('facts.link'), t(`kinds.${kind}`)],
    ...(kind === 'personal'
      ? [
          [t('facts.identifier'), <UserText key="who">{response.interviewee_identifier}</UserText>] as [
            string,
            ReactNode,
          ],
        ]
      : []),
  ];
  if (language !== null) facts.push([t('facts.language'), languages.of(language) ?? language]);
  if (started !== null)
    facts.push([t('facts.started'), <Time key="started" text={dates.time(started)} at={started} />]);
  if (completed === null) {
    const last = response.last_activity_at;
    facts.push([t('facts.last'), <Time key="last" text={dates.time(last)} at={last} />]);
  } else {
    facts.push([t('facts.completed'), <Time key="completed" text={dates.time(completed)} at={completed} />]);
  }
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Time({ at, text }: { at: string; text: string }) {
  return <time dateTime={at}>{text}</time>;
}
