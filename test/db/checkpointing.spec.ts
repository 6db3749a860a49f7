// Signed checkpoints and what outsiders put on them. One file, because loading the application
// costs more than most of these cases.

describe.each(['checkpoints', 'anchoring', 'anchors-file', 'sm2-line', 'asking'])('%s', name => {
  jest.requireActual(`./${name}.cases`);
});
