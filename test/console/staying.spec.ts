// Getting in, staying in, and losing nothing on the way. One file, because loading the application costs more than some of
// these cases; each part has a world of its own.
describe.each(['login', 'keeping'])('%s', name => {
  jest.requireActual(`./${name}.cases`);
});
