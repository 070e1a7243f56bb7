import {
  Button,
  FieldError,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
  Text,
} from 'react-aria-components';
import styles from './field.module.css';
import { Icon } from './icon';
import list from './menu.module.css';

interface SelectProps<Value extends string> {
  label: string;
  hint?: string;
  name?: string;
  value: Value;
  choices: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
  isDisabled?: boolean;
}

/** A labelled choice of one of a few values. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { label, hint, name, value, choices, onChange, isDisabled } = props;
  return (
    <AriaSelect
      className={styles.field}
      name={name}
      value={value}
      onChange={(key) => onChange(key as Value)}
      isDisabled={isDisabled}
    >
      <Label className={styles.label}>{label}</Label>
      {hint && (
        <Text slot="description" className={styles.hint}>
          {hint}
        </Text>
      )}
      <Button className={`${styles.input} ${styles.select}`}>
        <SelectValue className={styles.value} />
        <Icon name="down" />
      </Button>
      <FieldError className={styles.error} />
      <Popover className={list.popover}>
        <ListBox className={list.list} items={choices.map((choice) => ({ id: choice.value, ...choice }))}>
          {(choice) => (
            <ListBoxItem className={list.item} textValue={choice.label}>
              <span className={list.text}>{choice.label}</span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
