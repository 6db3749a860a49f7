import { Unanswered } from '@/api/answer';

/**
 * A chunk of the console, or the word that the network did not give it: a fault inside the chunk stays one. After an update
 * the chunks of the old build are gone, and the router, which knows a missing chunk by its message, gets the new build when
 * somebody goes there. Without a connection that would only throw away the page that is open.
 */
export const reached =
  <T>(load: () => Promise<T>): (() => Promise<T>) =>
  () =>
    load().catch((error: unknown) => {
      if (!navigator.onLine) throw new Unanswered('offline');
      throw error instanceof TypeError && MISSING.test(error.message) ? new Unanswered(error.message) : error;
    });

/** In the words of Chromium, Firefox and Safari. */
const MISSING =
  /^(Failed to fetch dynamically imported|error loading dynamically imported|Importing a module script failed)/;
