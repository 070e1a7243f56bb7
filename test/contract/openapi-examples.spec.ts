import { useOperationFixture } from '../support/openapi/operation-fixture';
import { DOCUMENTED, type DocumentedOperation } from '../support/openapi/document';

const FORM_TYPE = 'application/x-www-form-urlencoded';

type Case = [string, DocumentedOperation, unknown];

const examples = DOCUMENTED.filter(({ requestBody }) => requestBody).map((operation): Case => [
  operation.operationId,
  operation,
  exampleOf(operation),
]);
const forms = examples.filter(([, { requestBody }]) => requestBody?.content[FORM_TYPE]);

describe('examples of the document', () => {
  const fixture = useOperationFixture();

  it('are there for every body, with every required field', () => {
    expect(examples.length).toBeGreaterThan(12);
    expect(examples.filter(([, , example]) => example === undefined).map(([id]) => id)).toEqual([]);
  });

  it.each(examples)('%s takes its own', async (_id, operation, example) => {
    const answer = await fixture.request(operation, await fixture.pathFor(operation), example);
    expect([answer.status < 300, answer.body]).toEqual([true, answer.body]);
  });

  it.each(forms)('%s takes it as a form', async (_id, operation, example) => {
    const answer = await fixture.request(
      operation,
      await fixture.pathFor(operation),
      asForm(example as object),
    );
    expect([answer.status < 300, answer.body]).toEqual([true, answer.body]);
  });
});

/** The example of a body; that of a file stands in its schema. */
function exampleOf({ requestBody }: DocumentedOperation): unknown {
  const { 'application/json': json, 'text/csv': csv } = requestBody?.content ?? {};
  return json?.example ?? csv?.schema.example;
}

/** A body as a form, in the notation that the document describes. */
function asForm(body: object): string {
  const pairs = Object.entries(body).flatMap(([name, value]: [string, unknown]): [string, string][] =>
    [value]
      .flat()
      .flatMap((entry, position): [string, string][] =>
        typeof entry === 'object' && entry !== null
          ? Object.entries(entry).map(([part, text]) => [`${name}[${position}][${part}]`, String(text)])
          : [[name, String(entry)]],
      ),
  );
  return new URLSearchParams(pairs).toString();
}
