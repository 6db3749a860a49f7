// A claim from its panel to its reviews, with the higher level above it and who takes no part. One file, because loading the
// application costs more than most of these cases: each member opens a world of its own.
import '../setup/plain-papers';

describe.each(['claims-deciding', 'claims-reviews', 'claims-pinned', 'claims-referral', 'claim-recusals'])(
  '%s',
  name => {
    jest.requireActual(`./${name}.cases`);
  },
);
