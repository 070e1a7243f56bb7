import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { listBatches } from '../../api/batches';
import { topicPath } from '../../api/topics';
import { usePages, useRefresh } from '../../api/use-api';
import { isMoving, isOpen, pollAfter, settledIn } from './batches';

const LIMIT = 20;

/**
 * The batches of a topic, followed while anything happens. Those that are open, or were during this visit, are `current`:
 * they keep their place when they end.
 */
export function useBatches(projectId: string, topicId: string) {
  const list = usePages(listBatches(projectId, topicId), {
    limit: LIMIT,
    pollAfter: (rows) => pollAfter(rows, Date.now()),
  });
  const { rows } = list;
  // Null until the first answer; then when the newest batch of that answer was made.
  const [since, setSince] = useState<string | null>(null);
  if (rows && since === null) setSince(rows[0]?.created_at ?? '');
  const [seenOpen, setSeenOpen] = useState<ReadonlySet<string>>(new Set());
  const news = rows?.filter((batch) => isOpen(batch) && !seenOpen.has(batch.id)) ?? [];
  if (news.length > 0) setSeenOpen(new Set([...seenOpen, ...news.map(({ id }) => id)]));
  useRefreshMails(topicPath(projectId, topicId), rows && settledIn(rows));
  useRefreshDryRun(rows?.some(isMoving) ?? false);

  const current = rows?.filter(
    ({ id, created_at: createdAt }) => seenOpen.has(id) || (since !== null && createdAt > since),
  );
  return { list, current, earlier: rows?.filter((batch) => !current?.includes(batch)) };
}

/** Reads the topic's mails again whenever some have come to an end. */
function useRefreshMails(path: string, settled: number | undefined): void {
  const refresh = useRefresh();
  const before = useRef<number>(undefined);
  useEffect(() => {
    const isFirst = before.current === undefined;
    if (settled === undefined || settled === before.current) return;
    before.current = settled;
    if (!isFirst) void refresh(`${path}/invites`);
  }, [path, settled, refresh]);
}

/** Asks again who would get a mail when the last one has left: who was refused can be written to again. */
function useRefreshDryRun(areMoving: boolean): void {
  const queries = useQueryClient();
  const before = useRef(false);
  useEffect(() => {
    if (before.current && !areMoving) void queries.invalidateQueries({ queryKey: ['dry run'] });
    before.current = areMoving;
  }, [areMoving, queries]);
}
