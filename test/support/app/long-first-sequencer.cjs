// Comes with Jest, which has no other way to its own order.
const { default: Sequencer } = require('@jest/test-sequencer');

const isLong = ({ path }) =>
  /\.fault\.spec\.ts$|\/(mcp-inspector|throttle|roles|bad-input)\.e2e\.spec\.ts$/.test(path);

/** Starts the longest files first, so that no worker of Jest is left with one of them at the end. */
module.exports = class LongFirstSequencer extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    return [...sorted.filter(isLong), ...sorted.filter((test) => !isLong(test))];
  }
};
