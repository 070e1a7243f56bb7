import { draftKey } from '../../api/drafts';
import { FIELD_NAMES, type TopicDraft, type TopicFields } from './topic-draft';

/** Edits of a topic that were not saved, and when they were made. */
export interface StoredDraft extends Pick<TopicDraft, 'base' | 'values'> {
  editedAt: string;
}

/** Keeps edits in the browser. */
export function storeDraft(topicId: string, { base, values }: TopicDraft, editedAt = new Date()): void {
  const draft: StoredDraft = { base, values, editedAt: editedAt.toISOString() };
  try {
    localStorage.setItem(draftKey(topicId), JSON.stringify(draft));
  } catch {
    // The browser's storage is full or switched off; the edits are still in the page.
  }
}

export function forgetDraft(topicId: string): void {
  localStorage.removeItem(draftKey(topicId));
}

/** The edits that an earlier visit left; null without any, also when they are from a version with other fields. */
export function storedDraft(topicId: string): StoredDraft | null {
  try {
    const draft = JSON.parse(localStorage.getItem(draftKey(topicId)) ?? 'null') as StoredDraft | null;
    return draft && isComplete(draft.base) && isComplete(draft.values) ? draft : null;
  } catch {
    return null;
  }
}

function isComplete(fields: TopicFields): boolean {
  return FIELD_NAMES.every((name) => fields[name] !== undefined) && Array.isArray(fields.questions);
}
