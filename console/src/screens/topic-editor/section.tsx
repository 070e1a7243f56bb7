import type { ReactNode } from 'react';
import styles from './topic-editor.module.css';
import type { TopicFields } from './topic-draft';
import type { Change } from './use-topic-editor';

/** The parts of the draft that each section edits. */
export interface SectionProps {
  values: TopicFields;
  change: Change;
  /** For viewers. */
  isReadOnly: boolean;
}

/** A part of the form, with a heading. */
export function Section({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <div>
        <h2>{title}</h2>
        {hint && <p className={styles.hint}>{hint}</p>}
      </div>
      {children}
    </section>
  );
}
