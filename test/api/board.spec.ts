// The leader's board. One file, because loading the application costs more than most of these cases.
import '../setup/plain-papers';

describe.each(['board', 'board-report'])('%s', name => {
  jest.requireActual(`./${name}.cases`);
});
