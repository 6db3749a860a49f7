// Flaws, and the rules they are checked by. One file, because loading the application
// costs more than most of these cases: each member opens a world of its own.

describe.each(['flaws', 'flaws-rules', 'rulebook-drafts', 'rulebook-in-force', 'preview'])('%s', name => {
  jest.requireActual(`./${name}.cases`);
});
