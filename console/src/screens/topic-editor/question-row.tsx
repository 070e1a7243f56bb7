import { Button as AriaButton, GridListItem } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../../components/button';
import { Icon } from '../../components/icon';
import { Menu } from '../../components/menu';
import { TextInput } from '../../components/text-input';
import { UserText } from '../../components/user-text';
import type { Question } from './topic-draft';
import styles from './topic-editor.module.css';

interface QuestionRowProps {
  question: Question;
  number: number;
  count: number;
  isEditing: boolean;
  error?: string;
  onEdit: () => void;
  onText: (text: string) => void;
  onDone: () => void;
  /** Moves the question up by -1, down by 1. */
  onMove: (steps: -1 | 1) => void;
  onRemove: () => void;
}

/** A question in the list: to be dragged, moved by keyboard or menu, or edited in place. */
export function QuestionRow(props: QuestionRowProps) {
  const { question, number, count, isEditing, error, onEdit, onText, onDone, onMove, onRemove } = props;
  const { t } = useTranslation(['topic-editor', 'common']);
  const act = (id: string) => {
    if (id === 'edit') onEdit();
    else if (id === 'up') onMove(-1);
    else if (id === 'down') onMove(1);
    else onRemove();
  };
  return (
    <GridListItem id={question.id} textValue={`${number}. ${question.text}`} className={styles.question}>
      <AriaButton slot="drag" className={styles.grip} aria-label={t('questions.move', { number })}>
        <Icon name="grip" />
      </AriaButton>
      <span className={styles.number}>{number}</span>
      {isEditing ? (
        <div className={styles.editing}>
          <TextInput
            autoFocus
            multiline="short"
            aria-label={t('questions.text', { number })}
            label=""
            maxLength={5000}
            error={error}
            value={question.text}
            onChange={onText}
            onKeyDown={(event) => {
              const isEnter = event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing;
              if (!isEnter && event.key !== 'Escape') return;
              event.preventDefault();
              onDone();
            }}
          />
          <Button onPress={onDone}>{t('questions.done')}</Button>
        </div>
      ) : (
        <>
          <div className={styles.text}>
            <UserText>{question.text}</UserText>
            {error && <p className={styles.fault}>{error}</p>}
          </div>
          <Menu
            label={t('questions.moreOf', { number })}
            onAction={act}
            entries={[
              { id: 'edit', label: t('questions.edit', { number }), icon: 'pencil' },
              ...(number > 1 ? [{ id: 'up', label: t('questions.up'), icon: 'up' as const }] : []),
              ...(number < count ? [{ id: 'down', label: t('questions.down'), icon: 'down' as const }] : []),
              { id: 'remove', label: t('questions.remove'), icon: 'bin', isDanger: true },
            ]}
          >
            <IconButton icon="more" label={t('questions.moreOf', { number })} />
          </Menu>
        </>
      )}
    </GridListItem>
  );
}
