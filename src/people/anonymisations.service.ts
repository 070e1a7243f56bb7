import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller';
import { ErasureHash } from '../contacts/erased/erasure-hash';
import { type Transaction, TransactionRunner } from '../database/transaction-runner';
import { AnonymisationsRepository, type InterviewTexts, type Place } from './anonymisations.repository';
import { audited, runOrRollBack } from './dry-run';
import { ErasuresRepository, type PersonRows } from './erasures.repository';
import { ErasuresService } from './erasures.service';
import { ADDRESS_REPLACEMENT, NamesInTexts } from './names-in-texts';
import { PeopleService } from './people.service';
import type { Person } from './person';
import type { AnonymisedPersonDto, AnonymisePersonDto, ReplacedTextDto } from './person.dto';

const INTERVIEWS_AT_ONCE = 50;
const MAX_EXAMPLES = 50;
const PSEUDONYM_DIGITS = 12;

/** The replaced texts of a person's interviews. */
interface ReplacedTexts {
  /** Number of texts that have changed. */
  count: number;
  examples: ReplacedTextDto[];
}

/** Keeps what people said, and replaces who said it (`docs/contract.md`, Privacy). */
@Injectable()
export class AnonymisationsService {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly people: PeopleService,
    private readonly rows: ErasuresRepository,
    private readonly anonymisations: AnonymisationsRepository,
    private readonly erasures: ErasuresService,
    private readonly hash: ErasureHash,
  ) {}

  /**
   * Replaces a person by a pseudonym, which is the same on every call and in every topic of the project. Background,
   * reports of calls and the contact go, links end, waiting mails are cancelled.
   */
  async anonymise(
    { projectId }: Caller,
    { identifier, dry_run: isDryRun = false }: AnonymisePersonDto,
  ): Promise<AnonymisedPersonDto> {
    const { person, result } = await runOrRollBack(this.transactions, isDryRun, (tx) =>
      this.run(tx, projectId, identifier, isDryRun),
    );
    if (!isDryRun) await this.erasures.announce(person);
    return audited(result, isDryRun);
  }

  private async run(
    tx: Transaction,
    projectId: string,
    identifier: string,
    isDryRun: boolean,
  ): Promise<{ person: Person; result: AnonymisedPersonDto }> {
    const person = await this.people.lock(tx, projectId, identifier);
    const rows = await this.rows.find(tx, person);
    const pseudonym = await this.pseudonymOf(person);
    const places = placesOf(await this.anonymisations.findPlaces(tx, person, rows, pseudonym), pseudonym);
    await this.rows.deleteWithdrawnWords(tx, rows);
    const replaced = await this.replaceTexts(tx, person, rows, isDryRun);
    const traces = await this.erasures.eraseTraces(tx, person, rows);
    const result = {
      topics: await this.anonymisations.renameInTopics(tx, person, places),
      contexts: await this.rows.deleteContexts(tx, person),
      // A domain that no mail server ever serves (RFC 2606).
      mails: await this.anonymisations.renameInMails(tx, rows, `${pseudonym}@anonymised.invalid`),
      links: await this.anonymisations.renameInLinks(tx, rows, places),
      responses: await this.anonymisations.renameInResponses(tx, rows, { places, pseudonym }),
      ...traces,
      texts: await this.erasures.replaceInTexts(tx, person, ADDRESS_REPLACEMENT),
      dry_run: isDryRun,
      pseudonym,
      answers: replaced.count,
      examples: replaced.examples,
    };
    return { person, result };
  }

  private async pseudonymOf({ projectId, mailbox, identifiers }: Person): Promise<string> {
    const hash = await this.hash.of(projectId, `pseudonym ${mailbox ?? identifiers[0] ?? ''}`);
    return `person-${hash.toString('hex').slice(0, PSEUDONYM_DIGITS)}`;
  }

  /** Replaces name and address in the interviews of the person, some at a time, since they can be long. */
  private async replaceTexts(
    tx: Transaction,
    person: Person,
    { responses }: PersonRows,
    withExamples: boolean,
  ): Promise<ReplacedTexts> {
    const replaced: ReplacedTexts = { count: 0, examples: [] };
    const names = new NamesInTexts(person, await this.anonymisations.findNames(tx, responses));
    for (let start = 0; start < responses.length; start += INTERVIEWS_AT_ONCE) {
      const interviews = await this.anonymisations.findTexts(
        tx,
        responses.slice(start, start + INTERVIEWS_AT_ONCE),
      );
      const changed = interviews.map((interview) => withoutNames(interview, names));
      await this.anonymisations.saveTexts(tx, changed);
      replaced.count += interviews.reduce(
        (sum, interview, position) => sum + countDifferences(interview, changed[position] ?? interview),
        0,
      );
      if (withExamples && replaced.examples.length < MAX_EXAMPLES) {
        const found = interviews.flatMap((interview) => examplesIn(interview, names));
        replaced.examples = [...replaced.examples, ...found].slice(0, MAX_EXAMPLES);
      }
    }
    return replaced;
  }
}

/** A pseudonym for each name that a topic knows the person by: a number tells apart what was apart before. */
function placesOf(found: Omit<Place, 'pseudonym'>[], pseudonym: string): Place[] {
  const used = new Map<string | null, number>();
  const isUsed = ({ identifier }: { identifier: string }) => identifier.startsWith(pseudonym);
  for (const { topicId } of found.filter(isUsed)) used.set(topicId, (used.get(topicId) ?? 0) + 1);
  return found
    .filter((place) => !isUsed(place))
    .map(({ topicId, identifier }) => {
      const number = (used.get(topicId) ?? 0) + 1;
      used.set(topicId, number);
      return { topicId, identifier, pseudonym: number === 1 ? pseudonym : `${pseudonym}-${number}` };
    });
}

function withoutNames(interview: InterviewTexts, names: NamesInTexts): InterviewTexts {
  return {
    ...interview,
    transcript: names.replace(interview.transcript),
    summary: names.replace(interview.summary),
    questions: interview.questions.map((question) => names.replace(question)),
    answers: interview.answers.map((answer) => ({ ...answer, text: names.replace(answer.text) })),
  };
}

function textsOf({ transcript, summary, questions, answers }: InterviewTexts): string[] {
  return [transcript, summary, ...questions, ...answers.map(({ text }) => text)];
}

function countDifferences(before: InterviewTexts, after: InterviewTexts): number {
  const texts = textsOf(after);
  return textsOf(before).filter((text, position) => text !== texts[position]).length;
}

/** Without the answers, which the transcript repeats. */
function examplesIn({ id, transcript, summary }: InterviewTexts, names: NamesInTexts): ReplacedTextDto[] {
  return [transcript, summary].flatMap((text) =>
    names.places(text).map(({ before, after }) => ({ response_id: id, before, after })),
  );
}
