import { useQuery } from '@tanstack/react-query';
import { pathOf } from '../../api/request';
import { send } from '../../api/send';
import { useRead, useRemember } from '../../api/use-api';
import { type ListView, responseAddress } from './filters';
import { findNeighbours } from './order';
import { listResponses, readResponse, searchPassages } from './requests';
import type { Passage, Response, Scope } from './response-types';

/** The way from one response to the next, in the order of the list that it is read in. */
export interface Steps {
  /** From 1; null when the list does not have the response (any more). */
  place: number | null;
  count: number;
  previous: string | null;
  next: string | null;
  /** The passage through which one has come. */
  passage: Passage | null;
}

interface Reading {
  scope: Scope;
  view: ListView;
  id: string;
  at: number | null;
}

/** Where a response stands in its list, and the addresses of its neighbours; null until that is known. */
export function useSteps(reading: Reading, response: Response | undefined): Steps | null {
  const inList = useNeighbours(reading, reading.view.isByPassage ? undefined : response);
  const inSearch = usePassageSteps(reading);
  return reading.view.isByPassage ? inSearch : inList;
}

function usePassageSteps({ scope, view, id, at }: Reading): Steps | null {
  const { data } = useRead(searchPassages(scope, view), { enabled: view.isByPassage });
  if (!data) return null;
  const named = at !== null && data[at]?.interview_id === id ? at : -1;
  const place = named >= 0 ? named : data.findIndex((passage) => passage.interview_id === id);
  const address = (index: number) => {
    const passage = data[index];
    return passage ? responseAddress(scope, passage.interview_id, view, index) : null;
  };
  return {
    place: place < 0 ? null : place + 1,
    count: data.length,
    previous: place < 0 ? null : address(place - 1),
    next: place < 0 ? null : address(place + 1),
    passage: data[place] ?? null,
  };
}

function useNeighbours({ scope, view, id, at }: Reading, response: Response | undefined): Steps | null {
  const remember = useRemember();
  const path = pathOf(listResponses(scope, view, 3, at ?? 0));
  const { data } = useQuery({
    enabled: response !== undefined,
    queryKey: ['get', path, 'neighbours of', id],
    queryFn: async ({ signal }) => {
      if (response === undefined) throw new Error('There is no response to stand beside.');
      const found = await findNeighbours<Response>(response, at, (offset, limit) =>
        send(listResponses(scope, view, limit, offset), { signal }),
      );
      // The list has whole responses, so that the next one is shown without a wait.
      for (const row of [found.previous?.row, found.next?.row]) {
        if (row) remember(readResponse(scope.projectId, row.id), row);
      }
      return found;
    },
  });
  if (!data) return null;
  const address = (neighbour: { row: Response; at: number } | null) =>
    neighbour && responseAddress(scope, neighbour.row.id, view, neighbour.at);
  return {
    place: data.at === null ? null : data.at + 1,
    count: data.count,
    previous: address(data.previous),
    next: address(data.next),
    passage: null,
  };
}
