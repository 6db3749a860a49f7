// What waits for units, filing offices and those who keep the registry. One file, because loading the application costs more
// than most of these cases: each member opens a world of its own.

describe.each(['inbox-units', 'inbox-records', 'inbox-keeping'])('%s', name => {
  jest.requireActual(`./${name}.cases`);
});
