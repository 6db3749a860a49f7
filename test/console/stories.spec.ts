// The other stories, as they are told in each file. One file, because loading the application costs more than playing one of
// them; each has a world of its own. What their documents look like, S1 and the tests of the papers show.
import '../setup/plain-papers';

describe.each(['story-zombie-platform', 'story-gig-work', 'story-policy-video', 'story-famous-village'])('%s', name => {
  jest.requireActual(`./${name}.cases`);
});
