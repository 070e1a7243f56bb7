import { useMemo } from 'react';
import { nextOpening, type SendingHours } from '../api/sending-hours';
import { useNow } from './use-now';

/**
 * When mails leave that are to go out at a time; null for now. `isOutside`: that time is outside of the sending windows.
 * Null where the windows do not tell.
 */
export function useOpening(
  hours: SendingHours,
  sendAt: string | null = null,
): { opening: string; isOutside: boolean } | null {
  const now = useNow();
  const from = sendAt === null ? now : Date.parse(sendAt);
  return useMemo(() => {
    const opening = nextOpening(hours, from);
    return opening === null
      ? null
      : { opening: new Date(opening).toISOString(), isOutside: opening !== from };
  }, [hours, from]);
}
