import { useState } from 'react';
import { Form } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { type ApiError, fieldErrors } from '../../api/api-error';
import type { ApiRequest } from '../../api/request';
import { ApiCall } from '../../components/api-call';
import { Button } from '../../components/button';
import { CheckboxList } from '../../components/checkbox-list';
import { DialogButtons } from '../../components/dialog';
import form from '../../components/dialog.module.css';
import { ErrorNote } from '../../components/states';
import { Switch } from '../../components/switch';
import { TextInput } from '../../components/text-input';
import { eventKey, EVENTS, USUAL_EVENTS } from './events';
import type { Webhook, WebhookBody, WebhookEvent } from './requests';
import styles from './webhooks-screen.module.css';

interface WebhookFormProps {
  /** The webhook to change; none for a new one. */
  webhook?: Webhook;
  action: string;
  error: ApiError | null;
  isBusy: boolean;
  describe: (body: WebhookBody) => ApiRequest;
  onSubmit: (body: WebhookBody) => void;
  onCancel: () => void;
}

/** Where events go, which ones, and whether they say whom they are about. */
export function WebhookForm({
  webhook,
  action,
  error,
  isBusy,
  describe,
  onSubmit,
  onCancel,
}: WebhookFormProps) {
  const { t } = useTranslation(['webhooks', 'common']);
  const [url, setUrl] = useState(webhook?.url ?? '');
  const [events, setEvents] = useState<readonly WebhookEvent[]>(webhook?.events ?? USUAL_EVENTS);
  const [description, setDescription] = useState(webhook?.description ?? '');
  const [isPersonal, setPersonal] = useState(webhook?.include_personal_data ?? false);
  const chosen = EVENTS.filter((event) => events.includes(event));
  const body: WebhookBody = { url, events: chosen, description, include_personal_data: isPersonal };
  const errors = fieldErrors(error);
  return (
    <Form
      className={form.form}
      validationErrors={errors}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(body);
      }}
    >
      <TextInput
        autoFocus
        isRequired
        name="url"
        inputMode="url"
        label={t('url')}
        hint={t('urlHint')}
        placeholder="https://example.com/hooks/parley"
        maxLength={2048}
        value={url}
        onChange={setUrl}
      />
      <CheckboxList
        name="events"
        label={t('events')}
        value={chosen}
        onChange={(value) => setEvents(value as WebhookEvent[])}
        choices={EVENTS.map((event) => ({ id: event, label: t(`names.${eventKey(event)}`) }))}
      />
      <TextInput
        name="description"
        label={t('description')}
        maxLength={200}
        value={description}
        onChange={setDescription}
      />
      <Switch isSelected={isPersonal} onChange={setPersonal}>
        {t('personal')}
      </Switch>
      <p className={styles.hint}>{isPersonal ? t('personalOn') : t('personalOff')}</p>
      {!Object.keys(errors).some((field) => Object.hasOwn(body, field)) && (
        <ErrorNote error={error} known={{ too_many_webhooks: t('tooMany') }} />
      )}
      <DialogButtons>
        <Button type="submit" kind="primary" isPending={isBusy} isDisabled={chosen.length === 0}>
          {action}
        </Button>
        <Button onPress={onCancel}>{t('common:actions.cancel')}</Button>
        <ApiCall request={describe(body)} />
      </DialogButtons>
    </Form>
  );
}
