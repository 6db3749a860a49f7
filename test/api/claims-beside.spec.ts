// What stands beside a claim: the higher level, and who takes no part. One file, because loading the application
// costs more than most of these cases: each member opens a world of its own.
import '../setup/plain-papers';

describe.each(['claims-referral', 'claim-recusals'])('%s', name => {
  jest.requireActual(`./${name}.cases`);
});
