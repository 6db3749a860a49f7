// The leader's board. One file, because loading the application costs more than most of these cases, and one world for both.
import '../setup/plain-papers';
import { boardWorld } from './board-world';

// Reports first: the last case of `board` writes.
describe.each(['board-report', 'board'])('%s', name => {
  jest.requireActual(`./${name}.cases`);
});

afterAll(async () => (await boardWorld()).close());
