import { useMutation } from '@tanstack/react-query';
import type { ApiError } from '../../api/api-error';
import { changePeople, writeContexts } from '../../api/people';
import { useProject } from '../../api/session';
import { send } from '../../api/send';
import { readTopic, topicPath } from '../../api/topics';
import { useRefresh } from '../../api/use-api';
import { keyOf, type NewPerson } from './person';

/** Most contexts that one request takes (`docs/contract.md`). */
const CONTEXTS_PER_REQUEST = 500;

interface Targeting {
  interviewee_emails: string[];
  interviewee_distinct_ids: string[];
}

/** The lists of a topic with further people at their ends; those who are there already stay as they are. */
export function withPeople(topic: Targeting, people: readonly NewPerson[]): Targeting {
  const known = new Set([...topic.interviewee_emails, ...topic.interviewee_distinct_ids].map(keyOf));
  const added = people.filter(({ key }) => !known.has(key));
  const identifiers = (hasAddress: boolean) =>
    added.filter((person) => person.hasAddress === hasAddress).map(({ identifier }) => identifier);
  return {
    interviewee_emails: [...topic.interviewee_emails, ...identifiers(true)],
    interviewee_distinct_ids: [...topic.interviewee_distinct_ids, ...identifiers(false)],
  };
}

/**
 * Adds people to a topic. The topic is read again right before, so that people whom somebody else has added meanwhile
 * stay; contexts are written afterwards, and a repetition after a failure writes the same.
 */
export function useAddPeople(topicId: string, onAdded: (people: readonly NewPerson[]) => void) {
  const { id: projectId } = useProject();
  const refresh = useRefresh();
  return useMutation<void, ApiError, readonly NewPerson[]>({
    mutationFn: async (people) => {
      const topic = await send(readTopic(projectId, topicId));
      await send(changePeople(projectId, topicId, withPeople(topic, people)));
      const items = people
        .filter(({ context }) => context !== '')
        .map(({ identifier, context }) => ({ interviewee_identifier: identifier, agent_context: context }));
      for (let start = 0; start < items.length; start += CONTEXTS_PER_REQUEST) {
        await send(writeContexts(projectId, topicId, items.slice(start, start + CONTEXTS_PER_REQUEST)));
      }
    },
    onSuccess: async (_, people) => {
      await refresh(topicPath(projectId, topicId));
      onAdded(people);
    },
  });
}
