// It says that a machine speaks, as the EU AI Act asks in article 50. An operator's own template should say so, too.
const DEFAULT_TEMPLATE =
  'Hi {{name}}, thank you for making time. I am an automated interviewer, not a person. I would like to hear about {{topic}}; it takes five to ten minutes, and you can stop at any time. Shall we begin?';
const DEFAULT_NAME = 'there';
const DEFAULT_TOPIC = 'your experience';
const MAX_TOPIC_LENGTH = 200;
const MAX_LENGTH = 1000;

/**
 * The interviewer's first sentence. If it would be longer than 1000 characters, the default template is used instead.
 * @param template the operator's own, with `{{name}}` and `{{topic}}`; null for the default
 */
export function firstMessage(
  template: string | null,
  { name, topic }: { name: string; topic: string },
): string {
  const values = {
    name: stripTemplateSyntax(name) || DEFAULT_NAME,
    topic: cut(stripTemplateSyntax(topic), MAX_TOPIC_LENGTH) || DEFAULT_TOPIC,
  };
  const message = fill(template ?? DEFAULT_TEMPLATE, values);
  if (message.length <= MAX_LENGTH) return message;
  return fill(DEFAULT_TEMPLATE, { name: DEFAULT_NAME, topic: values.topic });
}

/**
 * Makes a text one line without braces: the provider fills in `{{…}}` itself, so a visitor called `{{agent_context}}`
 * would be told the context.
 */
export function stripTemplateSyntax(text: string): string {
  return text.replace(/[{}]/g, ' ').trim().replace(/\s+/g, ' ');
}

function fill(template: string, values: Record<'name' | 'topic', string>): string {
  return template.replace(/\{\{\s*(name|topic)\s*\}\}/g, (_, field: 'name' | 'topic') => values[field]);
}

function cut(text: string, length: number): string {
  return Array.from(text.slice(0, 2 * length))
    .slice(0, length)
    .join('')
    .trim();
}
