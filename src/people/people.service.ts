import { Injectable } from '@nestjs/common';
import type { Transaction } from '../database/transaction-runner';
import { PeopleRepository } from './people.repository';
import { commonPartOf, mailboxOf, type Person, personOf } from './person';

/** Finds the person of an identifier in a project. */
@Injectable()
export class PeopleService {
  constructor(private readonly people: PeopleRepository) {}

  /** The person, with all spellings that the project has of them. */
  async find(projectId: string, identifier: string, tx?: Transaction): Promise<Person> {
    const stored =
      mailboxOf(identifier) === null
        ? []
        : await this.people.findIdentifiers(projectId, commonPartOf(identifier), tx);
    return personOf(projectId, identifier, stored);
  }

  /** The same, locked until the transaction ends: nothing about the person is added meanwhile. */
  async lock(tx: Transaction, projectId: string, identifier: string): Promise<Person> {
    await this.people.lock(tx, await this.find(projectId, identifier, tx));
    // Another spelling may have been added before the locks were held.
    return this.find(projectId, identifier, tx);
  }
}
