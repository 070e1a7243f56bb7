import { useRef, useState } from 'react';
import { GridList, useDragAndDrop } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button';
import { TextInput } from '../../components/text-input';
import { tell } from '../../components/toasts';
import { UserText } from '../../components/user-text';
import { QuestionRow } from './question-row';
import { Section, type SectionProps } from './section';
import { moved, newQuestion, type Question } from './topic-draft';
import styles from './topic-editor.module.css';

const MAX_QUESTIONS = 200;

interface QuestionListProps extends SectionProps {
  /** The question that the server has refused, and why. */
  faulty?: string;
  fault?: string;
}

/** The questions: one list to edit them and to change their order, and a field that adds one. */
export function QuestionList({ values, change, isReadOnly, faulty, fault }: QuestionListProps) {
  const { t } = useTranslation('topic-editor');
  const { questions } = values;
  const list = useRef<HTMLDivElement>(null);
  const [editing, setEditing] = useState<string | null>(null);
  const setQuestions = (next: (questions: Question[]) => Question[]) =>
    change((now) => ({ questions: next(now.questions) }));

  const { dragAndDropHooks } = useDragAndDrop({
    // A field inside of what can be dragged cannot be selected with the mouse in every browser.
    isDisabled: editing !== null,
    getItems: (keys) =>
      questions.filter(({ id }) => keys.has(id)).map(({ text }) => ({ 'text/plain': text })),
    onReorder: ({ keys, target }) =>
      setQuestions((now) =>
        moved(now, String([...keys][0]), String(target.key), target.dropPosition === 'before'),
      ),
  });

  if (isReadOnly) {
    return (
      <Section title={t('questions.title')} hint={t('questions.hint')}>
        <ol className={styles.readOnly}>
          {questions.map(({ id, text }) => (
            <li key={id}>
              <UserText>{text}</UserText>
            </li>
          ))}
        </ol>
      </Section>
    );
  }

  const focusRow = (id: string) =>
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-key="${id}"]`)?.focus());

  function remove(question: Question, at: number) {
    setQuestions((now) => now.filter(({ id }) => id !== question.id));
    const next = questions[at + 1] ?? questions[at - 1];
    if (next) focusRow(next.id);
    tell(t('questions.removed'), { onUndo: () => setQuestions((now) => now.toSpliced(at, 0, question)) });
  }

  return (
    <Section
      title={t('questions.title')}
      hint={questions.length === 0 ? t('questions.none') : t('questions.hint')}
    >
      {questions.length > 0 && (
        <GridList
          ref={list}
          aria-label={t('questions.list')}
          className={styles.questions}
          items={questions.map((question, at) => ({ ...question, at }))}
          dependencies={[editing, faulty, fault]}
          keyboardNavigationBehavior="tab"
          disallowTypeAhead
          dragAndDropHooks={dragAndDropHooks}
          onAction={(key) => setEditing(String(key))}
        >
          {(question) => (
            <QuestionRow
              question={question}
              number={question.at + 1}
              count={questions.length}
              isEditing={editing === question.id}
              error={question.id === faulty ? fault : undefined}
              onEdit={() => setEditing(question.id)}
              onText={(text) =>
                setQuestions((now) => now.map((each) => (each.id === question.id ? { ...each, text } : each)))
              }
              onDone={() => {
                setEditing(null);
                focusRow(question.id);
              }}
              onMove={(steps) => {
                const target = questions[question.at + steps];
                if (target) setQuestions((now) => moved(now, question.id, target.id, steps < 0));
                focusRow(question.id);
              }}
              onRemove={() => remove(question, question.at)}
            />
          )}
        </GridList>
      )}
      {questions.length < MAX_QUESTIONS && (
        <NewQuestion onAdd={(text) => setQuestions((now) => [...now, newQuestion(text)])} />
      )}
    </Section>
  );
}

/** A field for the next question; Enter adds it, so that several can be typed one after the other. */
function NewQuestion({ onAdd }: { onAdd: (text: string) => void }) {
  const { t } = useTranslation('topic-editor');
  const [text, setText] = useState('');
  const add = () => {
    if (text.trim() !== '') onAdd(text.trim());
    setText('');
  };
  return (
    <div className={styles.newQuestion}>
      <TextInput
        multiline="short"
        label={t('questions.new')}
        hint={t('questions.newHint')}
        placeholder={t('questions.example')}
        maxLength={5000}
        value={text}
        onChange={setText}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          add();
        }}
      />
      <Button icon="plus" onPress={add} isDisabled={text.trim() === ''}>
        {t('questions.add')}
      </Button>
    </div>
  );
}
