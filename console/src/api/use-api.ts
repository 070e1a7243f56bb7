import {
  keepPreviousData,
  type QueryKey,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { ApiError } from './api-error';
import { type ApiRequest, pathOf } from './request';
import { send } from './send';

const keyOf = (request: ApiRequest): QueryKey => [request.method, pathOf(request), request.body ?? null];

type Interval = number | false;

interface ReadOptions {
  /** Whether to send the request at all. */
  enabled?: boolean;
  /** Milliseconds between repetitions, for what changes while somebody looks on. */
  refetchInterval?: Interval;
  /** Shows the answer of the former request until that of a changed one has arrived. */
  keepPrevious?: boolean;
}

/** Reads, keeps the answer in the cache, and repeats what failed for a moment only. */
export function useRead<Answer>(request: ApiRequest<Answer>, options: ReadOptions = {}) {
  const { keepPrevious = false, ...rest } = options;
  return useQuery<Answer, ApiError>({
    ...rest,
    queryKey: keyOf(request),
    queryFn: async ({ signal }) => (await send(request, { signal })) ?? (null as Answer),
    placeholderData: keepPrevious ? keepPreviousData : undefined,
  });
}

/** A page of a list, as the API answers it. */
interface Page<Row> {
  count: number;
  next: string | null;
  results: Row[];
}

interface PagesOptions<Row> extends ReadOptions {
  /** Rows per page. */
  limit?: number;
  /** Milliseconds after which rows like these are read again, in place of `refetchInterval`. */
  pollAfter?: (rows: readonly Row[]) => Interval;
}

/** Reads a list page by page; `fetchNextPage` of the result reads the next one. */
export function usePages<Row>(request: ApiRequest<Page<Row>>, options: PagesOptions<Row> = {}) {
  const { limit = 50, keepPrevious = false, pollAfter, ...rest } = options;
  const query = useInfiniteQuery({
    ...rest,
    ...(pollAfter && {
      refetchInterval: ({ state }: { state: { data?: { pages: Page<Row>[] } } }) =>
        pollAfter(state.data?.pages.flatMap((page) => page.results) ?? []),
    }),
    queryKey: [...keyOf(request), 'pages', limit],
    queryFn: ({ pageParam, signal }) =>
      send({ ...request, query: { ...request.query, limit, offset: pageParam } }, { signal }),
    initialPageParam: 0,
    getNextPageParam: (last: Page<Row>, pages: Page<Row>[]) =>
      last.next === null ? undefined : pages.reduce((total, page) => total + page.results.length, 0),
    placeholderData: keepPrevious ? keepPreviousData : undefined,
  });
  const pages = query.data?.pages.map((page) => page.results);
  return {
    ...query,
    error: query.error as ApiError | null,
    /** The rows page by page, and all of them. */
    pages,
    rows: pages?.flat(),
    count: query.data?.pages.at(-1)?.count,
  };
}

/** Sends a request that changes something, each time with other values. */
export function useAction<Values, Answer>(
  describe: (values: Values) => ApiRequest<Answer>,
  { onSuccess }: { onSuccess?: (answer: Answer, values: Values) => unknown } = {},
) {
  return useMutation<Answer, ApiError, Values>({
    mutationFn: (values) => send(describe(values)),
    onSuccess: (answer, values) => onSuccess?.(answer, values),
  });
}

/** A function that reads again what is shown below a path, such as that of a topic. */
export function useRefresh(): (path: string) => Promise<void> {
  const client = useQueryClient();
  return (path) =>
    client.invalidateQueries({
      predicate: ({ queryKey: [, key] }) => typeof key === 'string' && key.startsWith(path),
    });
}

/** A function that puts an answer into the cache, in place of reading it again. */
export function useRemember(): <Answer>(request: ApiRequest<Answer>, answer: Answer) => void {
  const client = useQueryClient();
  return (request, answer) => void client.setQueryData(keyOf(request), answer);
}
