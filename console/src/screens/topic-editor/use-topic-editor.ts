import type { Topic } from '@parley/client';
import { useCallback, useEffect, useState } from 'react';
import { request } from '../../api/request';
import { readTopic, topicPath, topicsPath } from '../../api/topics';
import { useAction, useRefresh, useRemember } from '../../api/use-api';
import { forgetDraft, type StoredDraft, storedDraft, storeDraft } from './draft-store';
import {
  afterSave,
  changesOf,
  hasChanges,
  rebase,
  settle,
  startDraft,
  type TopicDraft,
  type TopicFields,
} from './topic-draft';

interface EditorState {
  draft: TopicDraft;
  /** Edits of an earlier visit, which may be taken up again. */
  offered: StoredDraft | null;
  /** The version of the topic that the draft is based on. */
  seen: Topic;
}

export type Change = (fields: Partial<TopicFields> | ((values: TopicFields) => Partial<TopicFields>)) => void;

/** Topics that were edited since the page was loaded: their drafts go on by themselves, without an offer. */
const editedHere = new Set<string>();

/** The draft of a topic, kept in the browser while it is edited, and saved on demand. */
export function useTopicEditor(projectId: string, topic: Topic) {
  const [{ draft, offered, seen }, setState] = useState(() => startEditing(topic));
  // The topic is read again when the window gets the focus; a newer version goes below the edits.
  if (seen !== topic) setState((state) => onTopOf(topic, state));
  const isDirty = hasChanges(draft);

  useEffect(() => {
    if (isDirty) storeDraft(topic.id, draft);
    else if (offered === null) forgetDraft(topic.id);
  }, [topic.id, draft, isDirty, offered]);

  const setDraft = useCallback((next: (draft: TopicDraft) => TopicDraft) => {
    setState((state) => ({ ...state, draft: next(state.draft) }));
  }, []);
  const change: Change = useCallback(
    (fields) => {
      editedHere.add(topic.id);
      setDraft((now) => ({
        ...now,
        values: { ...now.values, ...(typeof fields === 'function' ? fields(now.values) : fields) },
      }));
    },
    [setDraft, topic.id],
  );

  const saving = useSave(projectId, topic.id, setState);
  return {
    draft,
    offered,
    isDirty,
    isSaving: saving.isPending,
    error: saving.error,
    change,
    save: () => saving.mutate(draft),
    describeSave: () => describeSave(projectId, topic.id, draft),
    /** Takes up the edits of an earlier visit. */
    restore: () => {
      if (offered === null) return;
      editedHere.add(topic.id);
      setState({ seen: topic, offered: null, draft: rebase({ ...offered, conflicts: [] }, topic) });
    },
    refuse: () => setState((state) => ({ ...state, offered: null })),
    settle: (winner: 'mine' | 'theirs') => setDraft((now) => settle(now, winner)),
    /** Drops all edits. @returns a function that brings them back */
    discard: () => {
      saving.reset();
      setDraft(() => startDraft(topic));
      return () => setDraft(() => draft);
    },
  };
}

export type TopicEditor = ReturnType<typeof useTopicEditor>;

function startEditing(topic: Topic): EditorState {
  const stored = storedDraft(topic.id);
  const none = { draft: startDraft(topic), offered: null, seen: topic };
  if (stored === null || !hasChanges(stored)) return none;
  if (editedHere.has(topic.id)) return { ...none, draft: rebase({ ...stored, conflicts: [] }, topic) };
  return { ...none, offered: stored };
}

function onTopOf(topic: Topic, state: EditorState): EditorState {
  return { ...state, seen: topic, draft: rebase(state.draft, topic) };
}

const describeSave = (projectId: string, topicId: string, draft: TopicDraft) =>
  request('patch', '/api/projects/{project_id}/user_interview_topics/{id}', {
    path: { project_id: projectId, id: topicId },
    body: changesOf(draft),
  });

/** Saves a draft, unless somebody else has changed the same fields in the meantime. */
function useSave(
  projectId: string,
  topicId: string,
  setState: (next: (state: EditorState) => EditorState) => void,
) {
  const remember = useRemember();
  const refresh = useRefresh();
  const reading = readTopic(projectId, topicId);
  const patch = useAction((draft: TopicDraft) => describeSave(projectId, topicId, draft), {
    onSuccess: (answer, sent) => {
      setState((state) => ({
        ...state,
        seen: answer,
        draft: afterSave(state.draft, sent.values, answer),
      }));
      remember(reading, answer);
      void refresh(topicsPath(projectId));
    },
  });
  const check = useAction<TopicDraft, Topic>(() => reading, {
    onSuccess: (newest, draft) => {
      const next = rebase(draft, newest);
      setState((state) => onTopOf(newest, state));
      remember(reading, newest);
      if (next.conflicts.length > 0) void refresh(topicPath(projectId, topicId));
      else if (hasChanges(next)) patch.mutate(next);
    },
  });
  return {
    isPending: check.isPending || patch.isPending,
    error: check.error ?? patch.error,
    mutate: (draft: TopicDraft) => {
      patch.reset();
      check.mutate(draft);
    },
    reset: () => {
      check.reset();
      patch.reset();
    },
  };
}
