// What the database itself holds to, whatever code asks. One file, because loading the application
// costs more than most of these cases.

describe.each(['claim-quorum', 'exemption-frozen'])('%s', name => {
  jest.requireActual(`./${name}.cases`);
});
