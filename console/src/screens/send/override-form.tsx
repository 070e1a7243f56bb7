import { useState } from 'react';
import { Form } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button';
import { TextInput } from '../../components/text-input';
import styles from './send-screen.module.css';

interface OverrideFormProps {
  /** Empty while the contact rules are kept. */
  reason: string;
  onChange: (reason: string) => void;
}

/** Lets a send pass the contact rules, for a reason that the audit trail keeps. Opt-outs cannot be passed. */
export function OverrideForm({ reason, onChange }: OverrideFormProps) {
  const { t } = useTranslation(['send', 'common']);
  const [text, setText] = useState(reason);
  return (
    <Form
      className={styles.override}
      onSubmit={(event) => {
        event.preventDefault();
        onChange(text.trim());
      }}
    >
      <TextInput
        label={t('override')}
        hint={t('overrideHint')}
        maxLength={200}
        value={text}
        onChange={setText}
      />
      <div className={styles.buttons}>
        <Button type="submit" isDisabled={text.trim() === reason}>
          {t('overrideApply')}
        </Button>
        {reason !== '' && (
          <Button
            kind="quiet"
            onPress={() => {
              setText('');
              onChange('');
            }}
          >
            {t('overrideDrop')}
          </Button>
        )}
      </div>
    </Form>
  );
}
