import type { ReactNode } from 'react';
import styles from './row-list.module.css';

interface RowListProps {
  label: string;
  isBusy?: boolean;
  children: ReactNode;
}

/** A list of things that are told apart at a glance, each a {@link Row}. */
export function RowList({ label, isBusy, children }: RowListProps) {
  return (
    <ul className={styles.list} aria-label={label} aria-busy={isBusy}>
      {children}
    </ul>
  );
}

interface RowProps {
  title: ReactNode;
  /** Short facts below the title; what is empty is left out. */
  facts: readonly ReactNode[];
  /** A word about its state, beside the title. */
  state?: ReactNode;
  /** Errors and what else stands below. */
  children?: ReactNode;
  /** Buttons for it. */
  actions?: ReactNode;
}

/** One thing of a list. */
export function Row({ title, facts, state, children, actions }: RowProps) {
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <div className={styles.head}>
          <p className={styles.title}>{title}</p>
          {state}
        </div>
        <ul className={styles.facts}>
          {facts.map((fact, position) => (fact ? <li key={position}>{fact}</li> : null))}
        </ul>
        {children}
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </li>
  );
}
