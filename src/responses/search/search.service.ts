import { Injectable } from '@nestjs/common';
import type { Caller } from '../../auth/caller';
import { Settings } from '../../config/settings';
import {
  DEFAULT_RESULTS,
  DOCUMENT_TYPES,
  type FindRow,
  type Snippet,
  type SearchDto,
  type SearchResultDto,
  toSearchResultDto,
} from './search.dto';
import { parseQuery, type Term } from './search-query';
import { SearchReadModel } from './search.read-model';
import { plainWords, rankSnippets, splitIntoSnippets } from './snippets';

/** Number of snippets that PostgreSQL ranks, for all documents together. */
const MAX_RANKED_SNIPPETS = 100;
const NO_SNIPPET: Snippet = { text: '', speaker: null, position: null };

/** Searches responses. */
@Injectable()
export class SearchService {
  constructor(
    private readonly settings: Settings,
    private readonly readModel: SearchReadModel,
  ) {}

  /** Returns the best matches, best first. */
  async search(caller: Caller, body: SearchDto): Promise<SearchResultDto[]> {
    const terms = parseQuery(body.query);
    if (terms.length === 0) return [];
    const rows = await this.readModel.find({
      projectId: caller.projectId,
      terms,
      documentTypes: body.document_types ?? DOCUMENT_TYPES,
      topicId: body.topic_id ?? null,
      classifications: body.classifications ?? null,
      abandonedAfterHours: this.settings.abandonedAfterHours,
      limit: body.limit ?? DEFAULT_RESULTS,
    });
    const snippets = await this.bestSnippets(terms, rows);
    return rows.map((row, n) => toSearchResultDto(row, snippets.get(n) ?? NO_SNIPPET));
  }

  /** Selects the snippet to show for each row, by the index of the row. */
  private async bestSnippets(terms: Term[], rows: FindRow[]): Promise<Map<number, Snippet>> {
    const asked = terms.filter(({ excluded }) => !excluded);
    const words = plainWords(asked.map(({ text }) => text).join(' '));
    const perDocument = Math.floor(MAX_RANKED_SNIPPETS / Math.max(rows.length, 1));
    const candidates = rows.flatMap((row, document) =>
      rankSnippets(splitIntoSnippets(row.text, row.document_type), row.lexemes, words, perDocument).map(
        (snippet) => ({ document, config: row.search_config, text: snippet.text, snippet }),
      ),
    );
    if (candidates.length === 0) return new Map();
    const best = await this.readModel.findBestSnippets(terms, candidates);
    return new Map(
      best.flatMap((position) => {
        const candidate = candidates[position];
        return candidate ? [[candidate.document, candidate.snippet]] : [];
      }),
    );
  }
}
