import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { IS_RESPONSE, isClassified } from '../response-conditions.sql';
import { type DocumentType, type FindRow, MAX_RANKED } from './search.dto';
import type { Term } from './search-query';
import { queriesSql, queryValues } from './search-query.sql';

/** In characters; longer than an interview's answers can be. Snippets are looked for up to here. */
const MAX_TEXT_LENGTH = 200_000;

/** A search and its filters. */
export interface Search {
  projectId: string;
  terms: Term[];
  documentTypes: readonly DocumentType[];
  topicId: string | null;
  classifications: string[] | null;
  abandonedAfterHours: number;
  limit: number;
}

/** A snippet that can be the best one of its document. */
export interface SnippetCandidate {
  /** Number of the document among those that were found. */
  document: number;
  config: string;
  text: string;
}

const VECTORS: Readonly<Record<DocumentType, string>> = {
  transcript: 'transcript_vector',
  summary: 'summary_vector',
};

/**
 * Full text search in responses. SQL, because TypeORM has no text search. OFFSET 0 makes the planner use the index
 * until few rows are left: it underestimates the cost of reading the words of a transcript.
 */
@Injectable()
export class SearchReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /** The best of the newest matches, best first, with the document's text up to {@link MAX_TEXT_LENGTH}. */
  async find(search: Search): Promise<FindRow[]> {
    const { terms, projectId, topicId, classifications, abandonedAfterHours, limit } = search;
    const types = (Object.keys(VECTORS) as DocumentType[]).filter((type) =>
      search.documentTypes.includes(type),
    );
    return this.dataSource.query<FindRow[]>(
      `WITH ${queriesSql(6)},
       ${types.map((type) => rankedSql(type)).join(',\n')}
       SELECT r.id AS interview_id, r.document_type, r.similarity,
              left(CASE r.document_type WHEN 'transcript' THEN i.transcript ELSE i.summary END, ${MAX_TEXT_LENGTH}) AS text,
              i.search_config, to_json(r.lexemes) AS lexemes, i.interviewee_identifier, i.topic_id, i.created_at
       FROM (
         SELECT * FROM (${types.map((type) => `SELECT * FROM ranked_${type}`).join(' UNION ALL ')}) all_ranked
         ORDER BY similarity DESC, created_at DESC, id DESC, document_type LIMIT $5
       ) r
       JOIN user_interview i ON i.id = r.id
       ORDER BY r.similarity DESC, r.created_at DESC, r.id DESC, r.document_type`,
      [projectId, topicId, classifications, abandonedAfterHours, limit, ...queryValues(terms)],
    );
  }

  /** The positions in `candidates` of the best snippet of each document. */
  async findBestSnippets(terms: Term[], candidates: SnippetCandidate[]): Promise<number[]> {
    const rows = await this.dataSource.query<{ candidate: number }[]>(
      `WITH ${queriesSql(1)}, snippet AS (
         SELECT document, config, candidate - 1 AS candidate,
                parley_search_words(config, parley_separate(parley_fold(text))) AS vector
         FROM unnest($5::integer[], $6::text[], $7::text[]) WITH ORDINALITY
           AS snippet (document, config, text, candidate)
       )
       SELECT DISTINCT ON (document) candidate::integer AS candidate
       FROM snippet JOIN query USING (config)
       ORDER BY document, vector @@ exact DESC, ts_rank('{1,1,1,1}'::real[], vector, ranked) DESC, candidate`,
      [
        ...queryValues(terms),
        candidates.map(({ document }) => document),
        candidates.map(({ config }) => config),
        candidates.map(({ text }) => text),
      ],
    );
    return rows.map(({ candidate }) => candidate);
  }
}

/** SQL of the newest matches in documents of one type, ranked. */
function rankedSql(type: DocumentType): string {
  const vector = `i.${VECTORS[type]}`;
  return `newest_${type} AS (
      SELECT match.id, match.created_at, query.exact, query.is_loose, query.ranked, query.lexemes
      FROM query CROSS JOIN LATERAL (
        SELECT i.id, i.created_at FROM user_interview i
        WHERE i.project_id = $1 AND i.search_config = query.config AND ${vector} @@ query.loose
          AND ${IS_RESPONSE} AND i.kind <> 'test' AND ($2::uuid IS NULL OR i.topic_id = $2)
          AND ${isClassified('$3', '$4')} OFFSET 0
      ) match
      ORDER BY match.created_at DESC, match.id DESC LIMIT ${MAX_RANKED}
    ), ranked_${type} AS (
      SELECT '${type}' AS document_type, newest.id, newest.created_at, newest.lexemes, rank.similarity
      FROM newest_${type} newest CROSS JOIN LATERAL (
        SELECT round(least(ts_rank('{1,1,1,1}'::real[], ${vector}, newest.ranked), 1)::numeric, 4)::double precision AS similarity
        FROM user_interview i
        WHERE i.id = newest.id AND (newest.is_loose OR ${vector} @@ newest.exact) OFFSET 0
      ) rank
    )`;
}
