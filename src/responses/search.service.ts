import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller';
import { Settings } from '../config/settings';
import { likelyPassages, passagesOf, plainWords } from './passages';
import {
  DEFAULT_RESULTS,
  DOCUMENT_TYPES,
  type FindRow,
  type Passage,
  type SearchDto,
  type SearchResultDto,
  toSearchResultDto,
} from './search.dto';
import { parseQuery, type Term } from './search-query';
import { SearchRepository } from './search.repository';

/** Passages that PostgreSQL looks at closely, in all documents together. */
const LIKELY_PASSAGES = 100;
const NO_PASSAGE: Passage = { text: '', speaker: null, position: null };

/** Finds what people said. */
@Injectable()
export class SearchService {
  constructor(
    private readonly settings: Settings,
    private readonly repository: SearchRepository,
  ) {}

  /** The best finds, best first. */
  async search(caller: Caller, body: SearchDto): Promise<SearchResultDto[]> {
    const terms = parseQuery(body.query);
    if (terms.length === 0) return [];
    const rows = await this.repository.find({
      projectId: caller.projectId,
      terms,
      documentTypes: body.document_types ?? DOCUMENT_TYPES,
      topicId: body.topic_id ?? null,
      classifications: body.classifications ?? null,
      abandonedAfterHours: this.settings.abandonedAfterHours,
      limit: body.limit ?? DEFAULT_RESULTS,
    });
    const passages = await this.bestPassages(terms, rows);
    return rows.map((row, n) => toSearchResultDto(row, passages.get(n) ?? NO_PASSAGE));
  }

  /** The passage to show for each row. */
  private async bestPassages(terms: Term[], rows: FindRow[]): Promise<Map<number, Passage>> {
    const asked = terms.filter(({ excluded }) => !excluded);
    const words = plainWords(asked.map(({ text }) => text).join(' '));
    const perDocument = Math.floor(LIKELY_PASSAGES / Math.max(rows.length, 1));
    const candidates = rows.flatMap((row, document) =>
      likelyPassages(passagesOf(row.text, row.document_type), row.lexemes, words, perDocument).map(
        (passage) => ({ document, config: row.search_config, text: passage.text, passage }),
      ),
    );
    if (candidates.length === 0) return new Map();
    const best = await this.repository.findBestPassages(terms, candidates);
    return new Map(
      best.flatMap((position) => {
        const candidate = candidates[position];
        return candidate ? [[candidate.document, candidate.passage]] : [];
      }),
    );
  }
}
