// What is registered: pilots, pledges, approvals, exemption records. One file, because loading the application
// costs more than most of these cases: each member opens a world of its own.

describe.each([
  'pilots',
  'pledges',
  'pledges-tables',
  'approvals',
  'approvals-stories',
  'exemptions',
  'exemptions-acts',
  'exemptions-later',
])('%s', name => {
  jest.requireActual(`./${name}.cases`);
});
