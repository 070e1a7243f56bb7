import { OVERWRITES, READS, responseTool, type ToolSpec, topicTool } from './tool-spec';

/** Tools for progress and responses. */
export const RESPONSE_TOOLS: readonly ToolSpec[] = [
  topicTool({
    name: 'progress',
    operation: 'progress_retrieve',
    title: 'Get the progress of interviewees',
    hints: READS,
    description:
      'Returns the state of each targeted person, from not invited to completed, with the number of people per state.',
  }),
  topicTool({
    name: 'progress-list',
    operation: 'progress_list',
    title: 'Count the people of topics',
    hints: READS,
    description:
      'Returns for up to 100 topics how many people each targets, and how many of them are invited, have answered, have declined or are waited for. `topic` is a list of ids, separated by commas.',
  }),
  topicTool({
    name: 'responses-csv',
    operation: 'responses_csv_retrieve',
    title: 'Export responses, as CSV',
    hints: READS,
    description:
      'Returns the responses of a topic as CSV text, one line per response. The result is cut after the first lines; the REST API returns the whole file.',
  }),
  topicTool({
    name: 'responses-jsonl',
    operation: 'responses_jsonl_retrieve',
    title: 'Export responses, as JSON Lines',
    hints: READS,
    description:
      'Returns the responses of a topic as JSON Lines, one object per response. The result is cut after the first lines; the REST API returns the whole file.',
  }),
  responseTool({
    name: 'list',
    operation: 'list',
    title: 'List responses',
    hints: READS,
    description:
      'Lists the interviews that people have held, newest first, with transcript, answers, summary and classifications. Filter by `topic`, `status`, `classifications` or words.',
  }),
  responseTool({
    name: 'retrieve',
    operation: 'retrieve',
    title: 'Get a response',
    hints: READS,
    description: 'Returns one interview with its whole transcript.',
  }),
  responseTool({
    name: 'search',
    operation: 'search_create',
    title: 'Search what people said',
    hints: READS,
    description:
      'Searches transcripts and summaries by words and returns matching passages with the interviewee, best match first. Use it before you read whole transcripts.',
  }),
  responseTool({
    name: 'partial-update',
    operation: 'partial_update',
    title: 'Sum up or classify a response',
    hints: OVERWRITES,
    description:
      'Sets the summary of a response, or marks it as off-topic. Transcript and answers cannot be changed.',
  }),
  responseTool({
    name: 'destroy',
    operation: 'destroy',
    title: 'Delete a response',
    hints: OVERWRITES,
    description: 'Deletes a response permanently, for example because the interviewee asks for it.',
  }),
];
