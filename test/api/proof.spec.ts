// What outsiders and auditors see of the logs, and what a check of them finds. One file, because loading the application
// costs more than most of these cases: each member opens a world of its own.
import '../setup/plain-papers';

describe.each(['tiles', 'receipts', 'erasures', 'fsck', 'fsck-runs'])('%s', name => {
  jest.requireActual(`./${name}.cases`);
});
