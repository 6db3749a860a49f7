// Documents as they leave the house. One file, because loading the application
// costs more than most of these cases: each member opens a world of its own.

describe.each(['claims-documents', 'paper'])('%s', name => {
  jest.requireActual(`./${name}.cases`);
});
