import { useState } from 'react';
import { Form } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { fieldErrors } from '../../api/api-error';
import { useProject } from '../../api/session';
import { useAction, useRefresh } from '../../api/use-api';
import { ApiCall } from '../../components/api-call';
import { Button } from '../../components/button';
import { Dialog, DialogButtons } from '../../components/dialog';
import form from '../../components/dialog.module.css';
import { ErrorNote } from '../../components/states';
import { TextInput } from '../../components/text-input';
import { tell } from '../../components/toasts';
import { MarkedText } from './marked-text';
import type { MatchFinder } from './marks';
import { changeResponse, responsesPath } from './requests';
import type { Response } from './response-types';
import styles from './reader.module.css';

/** Limit of a summary (`docs/contract.md`). */
const MAX_LENGTH = 50_000;

interface SummaryProps {
  response: Response;
  finder: MatchFinder;
  from: number;
  current: number | null;
}

/** The summary that somebody, or the voice interviewer, wrote about a response. */
export function Summary({ response, finder, from, current }: SummaryProps) {
  const { t } = useTranslation('responses');
  const project = useProject();
  const [isEditing, setEditing] = useState(false);
  const { summary } = response;
  return (
    <>
      {summary === '' ? (
        <p className={styles.none}>{t('summary.none')}</p>
      ) : (
        <p dir="auto" className={styles.summary} data-summary>
          <MarkedText finder={finder} from={from} current={current}>
            {summary}
          </MarkedText>
        </p>
      )}
      {project.canWrite && (
        <div className={styles.tools}>
          <Button kind="quiet" icon="pencil" onPress={() => setEditing(true)}>
            {t(summary === '' ? 'summary.write' : 'summary.edit')}
          </Button>
        </div>
      )}
      {isEditing && <SummaryDialog response={response} onClose={() => setEditing(false)} />}
    </>
  );
}

function SummaryDialog({ response, onClose }: { response: Response; onClose: () => void }) {
  const { t } = useTranslation(['responses', 'common']);
  const project = useProject();
  const refresh = useRefresh();
  const [text, setText] = useState(response.summary);
  const describe = (summary: string) => changeResponse(project.id, response.id, { summary });
  const change = useAction(describe, { onSuccess: () => refresh(responsesPath(project.id)) });
  const errors = fieldErrors(change.error);

  function save() {
    change.mutate(text, {
      onSuccess: () => {
        tell(t('summary.saved'), { onUndo: () => change.mutate(response.summary) });
        onClose();
      },
    });
  }

  return (
    <Dialog title={t('summary.title')} isOpen onClose={onClose}>
      <Form
        className={form.form}
        validationErrors={errors}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <TextInput
          autoFocus
          multiline
          name="summary"
          label={t('summary.label')}
          hint={t('summary.hint')}
          maxLength={MAX_LENGTH}
          value={text}
          onChange={setText}
        />
        {!errors.summary && <ErrorNote error={change.error} />}
        <DialogButtons>
          <Button type="submit" kind="primary" isPending={change.isPending}>
            {t('summary.save')}
          </Button>
          <Button onPress={onClose}>{t('common:actions.cancel')}</Button>
          <ApiCall request={describe(text)} />
        </DialogButtons>
      </Form>
    </Dialog>
  );
}
