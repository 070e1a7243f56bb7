import {
  Button as AriaButton,
  type ButtonProps as AriaButtonProps,
  Link as AriaLink,
  ProgressBar,
  Tooltip,
  TooltipTrigger,
} from 'react-aria-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './button.module.css';
import { Icon, type IconName } from './icon';

export type ButtonKind = 'primary' | 'second' | 'quiet' | 'danger';

interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  kind?: ButtonKind;
  icon?: IconName;
  children: ReactNode;
}

const classOf = (kind: ButtonKind) => `${styles.button} ${styles[kind]}`;

/** A button. One `primary` per view, for what most people come for. */
export function Button({ kind = 'second', icon, children, ...props }: ButtonProps) {
  const { t } = useTranslation();
  return (
    <AriaButton {...props} className={classOf(kind)}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
      {props.isPending && (
        <ProgressBar isIndeterminate aria-label={t('states.loading')} className={styles.dots} />
      )}
    </AriaButton>
  );
}

interface ButtonLinkProps {
  to: string;
  kind?: ButtonKind;
  icon?: IconName;
  children: ReactNode;
}

/** A link that looks like a button; `to` is an address inside the console. */
export function ButtonLink({ to, kind = 'second', icon, children }: ButtonLinkProps) {
  return (
    <AriaLink href={to} className={classOf(kind)}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </AriaLink>
  );
}

interface IconButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  icon: IconName;
  /** Its name for screen readers, and the tooltip. */
  label: string;
}

/** A button that shows an icon only. */
export function IconButton({ icon, label, ...props }: IconButtonProps) {
  return (
    <TooltipTrigger delay={600}>
      <AriaButton {...props} aria-label={label} className={styles.iconButton}>
        <Icon name={icon} />
      </AriaButton>
      <Tooltip offset={6} className={styles.tooltip}>
        {label}
      </Tooltip>
    </TooltipTrigger>
  );
}
