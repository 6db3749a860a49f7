// Getting in, staying in, losing nothing on the way, and what no story presses. One file, because loading the application
// costs more than some of these cases; each part has a world of its own.
import '../setup/plain-papers';

describe.each(['login', 'keeping', 'trouble', 'rare-acts'])('%s', name => {
  jest.requireActual(`./${name}.cases`);
});
