import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addPerson, type ContextRow, linkAt, type ProgressRow, removePerson } from '../../api/people';
import { useProject } from '../../api/session';
import { topicPath } from '../../api/topics';
import { useAction, useRefresh } from '../../api/use-api';
import { IconButton } from '../../components/button';
import { ErrorNote } from '../../components/states';
import { Menu } from '../../components/menu';
import { StateBadge } from '../../components/state-badge';
import { tell } from '../../components/toasts';
import { UserText } from '../../components/user-text';
import { ContextDialog } from './context-dialog';
import styles from './people-screen.module.css';
import { LinkDialog } from './link-dialog';

interface PersonRowProps {
  topicId: string;
  identifier: string;
  /** Place in the topic's list, from 0. */
  position: number;
  context: ContextRow | undefined;
  progress: ProgressRow | undefined;
}

/** A person of a topic with their state, context and a menu of what can be done. */
export const PersonRow = memo(function PersonRow(props: PersonRowProps) {
  const { topicId, identifier, position, context, progress } = props;
  const { t } = useTranslation(['people', 'common']);
  const project = useProject();
  const refresh = useRefresh();
  const [dialog, setDialog] = useState<'context' | 'link' | null>(null);
  const below = topicPath(project.id, topicId);

  const restore = useAction(() => addPerson(project.id, topicId, identifier), {
    onSuccess: () => refresh(below),
  });
  const remove = useAction(() => removePerson(project.id, topicId, identifier), {
    onSuccess: async () => {
      tell(t('removed', { person: identifier.slice(0, 60) }), { onUndo: () => restore.mutate(undefined) });
      await refresh(below);
    },
  });
  const background = context?.agent_context ?? '';
  return (
    <li className={styles.row}>
      <div className={styles.who}>
        <UserText className={styles.name}>{identifier}</UserText>
        {background !== '' && (
          <p className={styles.context}>
            <UserText>{background.slice(0, 400)}</UserText>
          </p>
        )}
        <ErrorNote error={remove.error ?? restore.error} />
      </div>
      {progress && <StateBadge state={progress.state} />}
      {project.canWrite && (
        <Menu
          label={t('common:actions.more')}
          entries={[
            { id: 'context', label: t('editContext'), icon: 'pencil' },
            { id: 'link', label: t('showLink'), icon: 'link' },
            { id: 'remove', label: t('remove'), icon: 'bin', isDanger: true },
          ]}
          onAction={(id) => {
            if (id === 'remove') remove.mutate(undefined);
            else setDialog(id === 'link' ? 'link' : 'context');
          }}
        >
          <IconButton icon="more" label={t('moreOf', { person: identifier.slice(0, 60) })} />
        </Menu>
      )}
      {dialog === 'context' && (
        <ContextDialog
          topicId={topicId}
          identifier={identifier}
          context={context}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'link' && (
        <LinkDialog
          identifier={identifier}
          request={linkAt(project.id, topicId, position)}
          onClose={() => setDialog(null)}
        />
      )}
    </li>
  );
});
