// A claim from its panel to its reviews. One file, because loading the application
// costs more than most of these cases: each member opens a world of its own.
import '../setup/plain-papers';

describe.each(['claims-deciding', 'claims-reviews', 'claims-pinned'])('%s', name => {
  jest.requireActual(`./${name}.cases`);
});
