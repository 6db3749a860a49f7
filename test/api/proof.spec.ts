// What outsiders and auditors see of the logs. One file, because loading the application
// costs more than most of these cases: each member opens a world of its own.

describe.each(['tiles', 'receipts', 'erasures', 'fsck-runs'])('%s', name => {
  jest.requireActual(`./${name}.cases`);
});
