import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { download } from '../../api/send';
import { ApiCall } from '../../components/api-call';
import { Button } from '../../components/button';
import { Dialog, DialogButtons } from '../../components/dialog';
import { RadioChoice } from '../../components/radio-choice';
import { Select } from '../../components/select';
import { ErrorNote } from '../../components/states';
import { STATUSES } from './filters';
import { EXPORT_FORMATS, type ExportFormat, exportResponses } from './requests';
import type { ResponseStatus } from './response-types';

/** The choice that the API takes when no status is named. */
const ALL = 'all';

interface ExportDialogProps {
  projectId: string;
  topicId: string;
  /** The status that the list is limited to. */
  status: ResponseStatus | null;
  onClose: () => void;
}

/** Saves the responses of a topic as a file. */
export function ExportDialog({ projectId, topicId, status: listed, onClose }: ExportDialogProps) {
  const { t } = useTranslation(['responses', 'common']);
  const [format, setFormat] = useState<ExportFormat>('csv');
  const [status, setStatus] = useState(listed);
  const request = exportResponses(projectId, topicId, format, status);
  const save = useMutation({ mutationFn: () => download(request), onSuccess: onClose });
  return (
    <Dialog title={t('export.title')} isOpen onClose={onClose}>
      <RadioChoice
        label={t('export.format')}
        value={format}
        choices={EXPORT_FORMATS.map((value) => ({
          value,
          label: t(`export.formats.${value}`),
          hint: t(`export.hints.${value}`),
        }))}
        onChange={setFormat}
      />
      <Select
        label={t('filters.status')}
        hint={t('export.statusHint')}
        value={status ?? ALL}
        choices={[
          { value: ALL, label: t('export.allButDeclined') },
          ...STATUSES.map((value) => ({ value, label: t(`statuses.${value}`) })),
        ]}
        onChange={(value) => setStatus(value === ALL ? null : value)}
      />
      <ErrorNote error={save.error} />
      <DialogButtons>
        <Button kind="primary" icon="download" isPending={save.isPending} onPress={() => save.mutate()}>
          {t('export.save')}
        </Button>
        <Button onPress={onClose}>{t('common:actions.cancel')}</Button>
        <ApiCall request={request} />
      </DialogButtons>
    </Dialog>
  );
}
