// Exemption records from the draft to their end. One file, because loading the application
// costs more than most of these cases: each member opens a world of its own.

describe.each(['exemptions', 'exemptions-acts', 'exemptions-later'])('%s', name => {
  jest.requireActual(`./${name}.cases`);
});
