import { Label, Radio, RadioGroup } from 'react-aria-components';
import styles from './field.module.css';
import look from './radio-choice.module.css';

interface RadioChoiceProps<Value extends string> {
  label: string;
  value: Value;
  choices: readonly { value: Value; label: string; hint?: string }[];
  onChange: (value: Value) => void;
}

/** One of a few values, each with a sentence about it. */
export function RadioChoice<Value extends string>({
  label,
  value,
  choices,
  onChange,
}: RadioChoiceProps<Value>) {
  return (
    <RadioGroup className={styles.field} value={value} onChange={(key) => onChange(key as Value)}>
      <Label className={styles.label}>{label}</Label>
      {choices.map((choice) => (
        <Radio key={choice.value} value={choice.value} className={look.radio}>
          <span className={look.dot} />
          <span>
            <span className={look.name}>{choice.label}</span>
            {choice.hint && <span className={styles.hint}>{choice.hint}</span>}
          </span>
        </Radio>
      ))}
    </RadioGroup>
  );
}
