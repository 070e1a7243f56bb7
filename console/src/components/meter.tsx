import { Label, ProgressBar } from 'react-aria-components';
import styles from './meter.module.css';

interface MeterProps {
  label: string;
  value: number;
  maximum: number;
}

/** A bar that shows how much of something is done; its label is heard, not seen. */
export function Meter({ label, value, maximum }: MeterProps) {
  return (
    <ProgressBar value={value} maxValue={Math.max(maximum, 1)} className={styles.meter}>
      {({ percentage = 0 }) => (
        <>
          <Label className={styles.label}>{label}</Label>
          <div className={styles.track}>
            <div className={styles.bar} style={{ width: `${percentage}%` }} />
          </div>
        </>
      )}
    </ProgressBar>
  );
}
