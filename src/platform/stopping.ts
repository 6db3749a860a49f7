// Waiting for the request to stop, for every program of the house that serves until it is told to end.

/** Resolves once the operator asks to stop, by Ctrl-C or a service manager. */
export function askedToStop(): Promise<NodeJS.Signals> {
  return new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve(signal));
  });
}
