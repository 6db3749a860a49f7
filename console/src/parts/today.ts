import { localDay, type Day } from '@domain/period';

/** The day in China by this machine's clock, whatever its time zone; for defaults alone, what counts is the server's. */
export const today = (): Day => localDay(new Date().toISOString());
