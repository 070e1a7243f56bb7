import { useEffect, useState } from 'react';
import { useRefreshSession } from '../../api/session';
import { changeSettings, readRetention, readSettings, type Settings } from '../../api/settings';
import { pathOf } from '../../api/request';
import { useAction, useRefresh, useRemember } from '../../api/use-api';
import { changesOf, keepEdits, keptEdits } from './settings-form';

/** The settings while they are edited. Only what was changed is sent, so that others' changes stay. */
export function useSettingsForm(projectId: string, stored: Settings) {
  const [edits, setEdits] = useState(() => keptEdits(projectId, stored));
  const remember = useRemember();
  const refresh = useRefresh();
  const refreshSession = useRefreshSession();
  const values: Settings = { ...stored, ...edits };
  const changes = changesOf(stored, values);
  const isDirty = Object.keys(changes).length > 0;
  useEffect(() => keepEdits(projectId, edits), [projectId, edits]);

  const saving = useAction((sent: Partial<Settings>) => changeSettings(projectId, sent), {
    onSuccess: async (answer, sent) => {
      // Edits from while the request was under way stay.
      setEdits((now) => changesOf(answer, { ...answer, ...withoutSent(now, sent) }));
      remember(readSettings(projectId), answer);
      if (sent.retention) await refresh(pathOf(readRetention(projectId)));
      if (sent.name !== undefined) await refreshSession();
    },
  });

  function change(fields: Partial<Settings>) {
    // An error about a field ends with the next edit of it: windows also move to other places of their list.
    const [field = ''] = saving.error?.attr?.split('__') ?? [];
    if (Object.hasOwn(fields, field)) saving.reset();
    setEdits((now) => ({ ...now, ...fields }));
  }
  return {
    values,
    changes,
    isDirty,
    isSaving: saving.isPending,
    error: saving.error,
    change,
    save: () => saving.mutate(changes),
    describeSave: () => changeSettings(projectId, changes),
    /** Drops all edits. @returns a function that brings them back */
    discard: () => {
      saving.reset();
      setEdits({});
      return () => setEdits(edits);
    },
  };
}

export type SettingsForm = ReturnType<typeof useSettingsForm>;

function withoutSent(edits: Partial<Settings>, sent: Partial<Settings>): Partial<Settings> {
  const entries = Object.entries(edits) as [keyof Settings, unknown][];
  return Object.fromEntries(
    entries.filter(([name, value]) => !Object.hasOwn(sent, name) || sent[name] !== value),
  );
}
