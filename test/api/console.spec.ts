// What the console and other clients need of the server beside the rooms. One file, because loading the application
// costs more than most of these cases: each member opens a world of its own.

describe.each(['console-session', 'console-serving', 'regions', 'audit-trail', 'form-drafts', 'openapi'])(
  '%s',
  name => {
    jest.requireActual(`./${name}.cases`);
  },
);
