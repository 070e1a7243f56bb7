import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useProject } from '../../api/session';
import { Button } from '../../components/button';
import { Classifications } from './classifications';
import { conversationOf } from './conversation';
import { ConversationView } from './conversation-view';
import { DeleteResponseDialog } from './delete-response-dialog';
import { Facts } from './facts';
import { landingOf } from './landing';
import { MatchBar } from './match-bar';
import { MatchFinder } from './marks';
import type { Passage, Response } from './response-types';
import styles from './reader.module.css';
import { Summary } from './summary';

interface ReaderProps {
  response: Response;
  /** Searched words; empty for none. */
  search: string;
  passage: Passage | null;
  /** Whether the response's name is the page's heading. */
  isAlone: boolean;
  /** The address to go to once the response is deleted. */
  afterwards: string;
}

/** A response: what was said, what somebody wrote about it, and what is known of it. */
export function Reader({ response, search, passage, isAlone, afterwards }: ReaderProps) {
  const { t } = useTranslation('responses');
  const project = useProject();
  const [, navigate] = useLocation();
  const [isDeleting, setDeleting] = useState(false);
  const content = useRef<HTMLDivElement>(null);
  const finder = useMemo(() => new MatchFinder(search), [search]);
  const turns = useMemo(() => conversationOf(response), [response]);
  const landing = useMemo(
    () => landingOf(response, turns, finder, passage),
    [response, turns, finder, passage],
  );
  const [look, setLook] = useState({ match: landing.first });
  const Heading = isAlone ? 'h2' : 'h3';

  // A new object for each press, so that the same match is scrolled to again.
  useEffect(() => {
    const match = look.match === null ? '[data-named]' : `[data-match="${look.match}"]`;
    if (search !== '') content.current?.querySelector(match)?.scrollIntoView({ block: 'center' });
  }, [look, search]);

  return (
    <div ref={content} className={styles.reader}>
      <aside className={styles.side} aria-label={t('about')}>
        <section className={styles.card}>
          <Heading>{t('summary.title')}</Heading>
          <Summary response={response} finder={finder} from={landing.summaryFrom} current={look.match} />
        </section>
        <section className={styles.card}>
          <Heading>{t('classes.title')}</Heading>
          <Classifications response={response} />
        </section>
        <section className={styles.card}>
          <Heading>{t('facts.title')}</Heading>
          <Facts response={response} />
        </section>
        {project.canWrite && (
          <Button icon="bin" kind="quiet" onPress={() => setDeleting(true)}>
            {t('delete.action')}
          </Button>
        )}
      </aside>
      <section className={styles.said}>
        <Heading className={styles.heard}>{t('conversation')}</Heading>
        {turns.length === 0 ? (
          <p className={styles.empty}>{t(`silent.${response.status}`)}</p>
        ) : (
          <ConversationView
            turns={turns}
            finder={finder}
            passage={passage}
            from={landing.turnsFrom}
            current={look.match}
          />
        )}
        {search !== '' && (
          <MatchBar
            search={search}
            count={landing.count}
            current={look.match}
            onGo={(match) => setLook({ match })}
          />
        )}
      </section>
      {isDeleting && (
        <DeleteResponseDialog
          response={response}
          onDeleted={() => navigate(afterwards, { replace: true })}
          onClose={() => setDeleting(false)}
        />
      )}
    </div>
  );
}
