// Every address of the console: who may see what, and that everybody can. One file, because loading the application costs
// more than most of these cases, and one world with one browser a person.
import '../setup/plain-papers';
import { playedWorld } from './played-world';

describe.each(['access', 'axe'])('%s', name => {
  jest.requireActual(`./${name}.cases`);
});

afterAll(async () => (await playedWorld()).close());
