// Who is who, and who may do what. One file, because loading the application
// costs more than most of these cases: each member opens a world of its own.

describe.each([
  'identity-access',
  'identity-rooms',
  'identity-login',
  'identity-setup',
  'identity-tables',
  'identity-lockout',
])('%s', name => {
  jest.requireActual(`./${name}.cases`);
});
