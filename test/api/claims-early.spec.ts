// A claim from its filing to what follows a decision. One file, because loading the application
// costs more than most of these cases: each member opens a world of its own.
import '../setup/plain-papers';

describe.each(['claims-filing', 'claims-facts', 'claims-terms', 'claims-candidates', 'claims-after', 'precedents'])(
  '%s',
  name => {
    jest.requireActual(`./${name}.cases`);
  },
);
