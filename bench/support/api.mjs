import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const KEYS_CREATE = fileURLToPath(new URL('../../dist/cli/keys-create.js', import.meta.url));

/**
 * Makes a key for a project of the benchmark's user, as an operator would.
 * @param {string} databaseUrl
 * @param {string} [project] its name
 * @returns {Promise<{ key: string, projectId: string }>}
 */
export async function createKey(databaseUrl, project = 'Benchmark') {
  const user = ['--email', 'ada@example.com', '--name', 'Ada Lovelace'];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [KEYS_CREATE, ...user, '--project', project, '--scope', 'user_interview:write'],
    { env: { ...process.env, DATABASE_URL: databaseUrl } },
  );
  const { key, project_id: projectId } = JSON.parse(stdout.trim().split('\n').at(-1));
  return { key, projectId };
}

const agent = new Agent({ keepAlive: true });

/**
 * A client that talks to one process. By node:http, since fetch itself takes a millisecond for an answer of 100 KB.
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
    /** Resolves with the answer as it came: parsing it is not what is measured. */
    post,
    /** A topic that targets so many people. @param {number} people @returns {Promise<string>} its id */
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
