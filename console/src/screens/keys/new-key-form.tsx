import type { components } from '@parley/client';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { type ApiError, fieldErrors } from '../../api/api-error';
import { useProject, useSession } from '../../api/session';
import { ApiCall } from '../../components/api-call';
import { Button } from '../../components/button';
import { CheckboxList } from '../../components/checkbox-list';
import { DialogButtons } from '../../components/dialog';
import form from '../../components/dialog.module.css';
import { Select } from '../../components/select';
import { ErrorNote } from '../../components/states';
import { Switch } from '../../components/switch';
import { TextInput } from '../../components/text-input';
import { TimeInput } from '../../components/time-input';
import { allowedScopes, SCOPE_NAMES } from './access';
import { createKey, type Scope } from './requests';

/** Days after which a key may end; `never`, or a day of one's own. */
const PERIODS = ['7', '30', '90', '365', 'never', 'other'] as const;
type Period = (typeof PERIODS)[number];

interface NewKeyFormProps {
  error: ApiError | null;
  isBusy: boolean;
  onSubmit: (body: components['schemas']['CreateApiKeyDto']) => void;
  onCancel: () => void;
}

/** Purpose, scope, projects and end of a new key. */
export function NewKeyForm({ error, isBusy, onSubmit, onCancel }: NewKeyFormProps) {
  const { t } = useTranslation(['keys', 'common']);
  const project = useProject();
  const { projects } = useSession();
  const [openedAt] = useState(() => Date.now());
  const [label, setLabel] = useState('');
  const [wanted, setWanted] = useState<Scope>('user_interview:read');
  const [isLimited, setLimited] = useState(true);
  const [projectIds, setProjectIds] = useState<string[]>([project.id]);
  const [period, setPeriod] = useState<Period>('90');
  const [end, setEnd] = useState<string | null>(null);

  const chosen = isLimited ? projects.filter(({ id }) => projectIds.includes(id)) : projects;
  const allowed = allowedScopes(chosen, isLimited);
  const scope = allowed.includes(wanted) ? wanted : (allowed.at(-1) ?? wanted);
  const body = {
    label,
    scopes: [scope],
    ...(isLimited && { project_ids: projectIds }),
    expires_at: period === 'other' ? end : endAfter(openedAt, period),
  };
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
        name="label"
        label={t('label')}
        placeholder={t('labelExample')}
        maxLength={100}
        value={label}
        onChange={setLabel}
      />
      {projects.length > 1 && (
        <>
          <Switch isSelected={!isLimited} onChange={(isOn) => setLimited(!isOn)}>
            {t('everywhere')}
          </Switch>
          {isLimited && (
            <CheckboxList
              name="project_ids"
              label={t('projects')}
              value={projectIds}
              onChange={setProjectIds}
              choices={projects.map(({ id, name }) => ({ id, label: name }))}
            />
          )}
        </>
      )}
      {allowed.length > 0 && (
        <Select
          name="scopes"
          label={t('scope')}
          hint={t(`scopeHints.${SCOPE_NAMES[scope]}`)}
          value={scope}
          choices={allowed.map((value) => ({ value, label: t(`scopes.${SCOPE_NAMES[value]}`) }))}
          onChange={setWanted}
        />
      )}
      <Select
        label={t('end')}
        value={period}
        choices={PERIODS.map((value) => ({ value, label: t(`periods.${value}`) }))}
        onChange={setPeriod}
      />
      {period === 'other' && (
        <TimeInput name="expires_at" label={t('endsAt')} value={end} onChange={setEnd} />
      )}
      {!Object.keys(errors).some((field) => Object.hasOwn(body, field)) && (
        <ErrorNote error={error} known={{ too_many_keys: t('tooMany') }} />
      )}
      <DialogButtons>
        <Button
          type="submit"
          kind="primary"
          isPending={isBusy}
          isDisabled={chosen.length === 0 || (period === 'other' && end === null)}
        >
          {t('create')}
        </Button>
        <Button onPress={onCancel}>{t('common:actions.cancel')}</Button>
        <ApiCall request={createKey(body)} />
      </DialogButtons>
    </Form>
  );
}

function endAfter(start: number, period: Exclude<Period, 'other'>): string | null {
  return period === 'never' ? null : new Date(start + Number(period) * 86_400_000).toISOString();
}
