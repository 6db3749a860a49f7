// What waits for units, filing offices, those who keep the registry, and about claims. One file, because loading the application
// costs more than most of these cases: each member opens a world of its own and walks it from its first case to its last.
import '../setup/plain-papers';

describe.each(['inbox-claims', 'inbox-units', 'inbox-records', 'inbox-keeping'])('%s', name => {
  jest.requireActual(`./${name}.cases`);
});
