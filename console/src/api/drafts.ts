/** Where the browser keeps the edits of a topic that were not saved. */
export function draftKey(topicId: string): string {
  return `parley.draft.${topicId}`;
}

/** Whether the browser keeps edits of a topic. */
export function hasDraft(topicId: string): boolean {
  return localStorage.getItem(draftKey(topicId)) !== null;
}
