// A comment is a plain sentence: subject, verb, reason. One that opens with a relative or indefinite pronoun makes the
// reader guess its subject.
const VAGUE_OPENING = /^[\s*]*(what|whatever|whoever|whom|nobody|somebody|everybody)\b/i;
// These documents are not in the repository; docs/contract.md and the RFCs are what a comment may cite.
const FOREIGN_CITATION = /\((?:contract|design|house|style)[,)]/i;

/** @type {import('eslint').Rule.RuleModule} */
const plainComments = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: {
      opening: 'Open a comment with its subject, not with "{{word}}".',
      citation: 'Cite docs/contract.md or an RFC; "{{text}}" names no document of this repository.',
    },
  },
  create(context) {
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments()) {
          const [, word] = VAGUE_OPENING.exec(comment.value) ?? [];
          if (word) context.report({ loc: comment.loc, messageId: 'opening', data: { word } });
          const [text] = FOREIGN_CITATION.exec(comment.value) ?? [];
          if (text) context.report({ loc: comment.loc, messageId: 'citation', data: { text } });
        }
      },
    };
  },
};

export default { rules: { 'plain-comments': plainComments } };
