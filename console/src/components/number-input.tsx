import {
  Button,
  FieldError,
  Group,
  Input,
  Label,
  NumberField,
  type NumberFieldProps,
  Text,
} from 'react-aria-components';
import styles from './field.module.css';
import { Icon } from './icon';

interface NumberInputProps extends Omit<
  NumberFieldProps,
  'className' | 'style' | 'children' | 'value' | 'onChange'
> {
  label: string;
  hint?: string;
  placeholder?: string;
  /** Null: left empty. */
  value: number | null;
  onChange: (value: number | null) => void;
}

/** A labelled field for a whole number. */
export function NumberInput({ label, hint, placeholder, value, onChange, ...props }: NumberInputProps) {
  return (
    <NumberField
      {...props}
      className={styles.field}
      value={value ?? NaN}
      onChange={(next) => onChange(Number.isNaN(next) ? null : next)}
      formatOptions={{ maximumFractionDigits: 0 }}
    >
      <Label className={styles.label}>{label}</Label>
      {hint && (
        <Text slot="description" className={styles.hint}>
          {hint}
        </Text>
      )}
      <Group className={styles.number}>
        <Input className={styles.input} placeholder={placeholder} />
        {!props.isReadOnly && (
          <>
            <Button slot="decrement" className={styles.step}>
              <Icon name="minus" />
            </Button>
            <Button slot="increment" className={styles.step}>
              <Icon name="plus" />
            </Button>
          </>
        )}
      </Group>
      <FieldError className={styles.error} />
    </NumberField>
  );
}
