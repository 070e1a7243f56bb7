import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiRequest } from '../../api/request';
import { useAction } from '../../api/use-api';
import { ApiCall } from '../../components/api-call';
import { Button } from '../../components/button';
import { Dialog, DialogButtons } from '../../components/dialog';
import { ErrorNote, Loading } from '../../components/states';
import { UserText } from '../../components/user-text';
import styles from './people-screen.module.css';

interface LinkDialogProps {
  /** Whose link it is. */
  identifier: string;
  request: ApiRequest<{ results: { interviewee_identifier: string; interview_url: string }[] }>;
  onClose: () => void;
}

/** Shows a person's private link, to be copied. */
export function LinkDialog({ identifier, request, onClose }: LinkDialogProps) {
  const { t } = useTranslation(['people', 'common']);
  const [isCopied, setCopied] = useState(false);
  const { mutate, data, error } = useAction(() => request);
  useEffect(() => mutate(undefined), [mutate]);
  const row = data?.results.find(({ interviewee_identifier }) => interviewee_identifier === identifier);
  return (
    <Dialog title={t('link')} isOpen onClose={onClose}>
      <p>
        <UserText>{identifier}</UserText>
      </p>
      <p className={styles.soft}>{t('linkHint')}</p>
      <ErrorNote error={error} />
      {row && (
        <p className={styles.url}>
          <code>{row.interview_url}</code>
        </p>
      )}
      {data && !row && <p role="alert">{t('linkMoved')}</p>}
      {!data && !error && <Loading />}
      <DialogButtons>
        <Button
          kind="primary"
          icon={isCopied ? 'check' : 'copy'}
          isDisabled={!row}
          onPress={() => {
            if (row) void navigator.clipboard.writeText(row.interview_url).then(() => setCopied(true));
          }}
        >
          <span aria-live="polite">{isCopied ? t('common:api.copied') : t('copyLink')}</span>
        </Button>
        <Button onPress={onClose}>{t('common:actions.close')}</Button>
        <ApiCall request={request} />
      </DialogButtons>
    </Dialog>
  );
}
