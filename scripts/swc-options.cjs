// How TypeScript becomes CommonJS, for the build and for Jest alike. Types are the business of `npm run check:types`.
module.exports = {
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    target: 'es2022',
  },
  module: { type: 'commonjs' },
};
