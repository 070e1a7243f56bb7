import { Checkbox, CheckboxGroup, FieldError, Label, Text } from 'react-aria-components';
import styles from './checkbox-list.module.css';
import field from './field.module.css';
import { Icon } from './icon';
import { UserText } from './user-text';

interface CheckboxListProps {
  label: string;
  hint?: string;
  name?: string;
  /** The ids of those that are chosen. */
  value: readonly string[];
  onChange: (value: string[]) => void;
  choices: readonly { id: string; label: string }[];
}

/** A labelled choice of some of a few things that people have named. */
export function CheckboxList({ label, hint, name, value, onChange, choices }: CheckboxListProps) {
  return (
    <CheckboxGroup className={field.field} name={name} value={[...value]} onChange={onChange}>
      <Label className={field.label}>{label}</Label>
      {hint && (
        <Text slot="description" className={field.hint}>
          {hint}
        </Text>
      )}
      <div className={styles.list}>
        {choices.map((choice) => (
          <Checkbox key={choice.id} value={choice.id} className={styles.choice}>
            <span className={styles.box}>
              <Icon name="check" />
            </span>
            <UserText className={styles.text}>{choice.label}</UserText>
          </Checkbox>
        ))}
      </div>
      <FieldError className={field.error} />
    </CheckboxGroup>
  );
}
