import database from '../../dist/database/data-source-options.js';
import pool from '../../dist/database/database-pool.js';
import transactions from '../../dist/database/transaction-runner.js';
import usersRepository from '../../dist/users/users.repository.js';
import usersService from '../../dist/users/users.service.js';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { DataSource } from 'typeorm';

/**
 * A key of the one user for a project, made when missing.
 * @param {string} databaseUrl
 * @param {string} [project] its name
 * @returns {Promise<{ key: string, projectId: string }>}
 */
export async function createKey(databaseUrl, project = 'Benchmark') {
  const dataSource = await new DataSource(database.dataSourceOptions(databaseUrl, 2)).initialize();
  const users = new usersService.UsersService(
    new transactions.TransactionRunner(dataSource),
    new usersRepository.UsersRepository(dataSource, new pool.DatabasePool(dataSource)),
  );
  const { key, projectId } = await users.createKey({
    email: 'ada@example.com',
    name: 'Ada Lovelace',
    project,
    scopes: ['user_interview:write'],
    label: 'benchmark',
  });
  await dataSource.destroy();
  return { key, projectId };
}

const agent = new Agent({ keepAlive: true });

/**
 * A client of one process. It uses node:http, because fetch alone takes a millisecond for a response of 100 KB.
 * @param {string} url
 * @param {{ key: string, projectId: string }} access
 */
export function apiClient(url, { key, projectId }) {
  /** @param {string} path @param {object} [body] @returns {Promise<string>} */
  const post = async (path, body = {}) => {
    const text = JSON.stringify(body);
    const sent = request(`${url}/api/projects/${projectId}/user_interview_topics/${path}`, {
      method: 'POST',
      agent,
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(text),
      },
    }).end(text);
    const [answer] = /** @type {[import('node:http').IncomingMessage]} */ (await once(sent, 'response'));
    const answered = (await buffer(answer)).toString();
    if (answer.statusCode >= 300) throw new Error(`${path}: ${answer.statusCode} ${answered.slice(0, 500)}`);
    return answered;
  };
  return {
    /** Resolves with the unparsed response, so that parsing is not measured. */
    post,
    /** Creates a topic with this number of people. @param {number} people @returns {Promise<string>} its id */
    createTopic: async (people) => JSON.parse(await post('', topicFor(people))).id,
  };
}

/** @param {number} people */
export function topicFor(people) {
  return {
    topic: 'How small teams plan their week, and what they wish their tools would do',
    interviewee_emails: Array.from({ length: people }, (_, n) => `person${n}@example.com`),
  };
}
