// Logging out ends what only this tab holds. So everything is sent once more first, the words of forms that were left while
// the network was down included; what stays behind all the same is the person's to give up or not.
import { openForms, parkedOf, placeOf, sendParked, type DraftSlot } from './form-draft';

/** Whoever logs out waits no longer for the server. */
const PATIENCE_MS = 2_000;

const patiently = (all: Promise<unknown>[]): Promise<unknown> =>
  Promise.race([Promise.allSettled(all), new Promise(over => setTimeout(over, PATIENCE_MS))]);

/** The forms whose words would be lost by logging out now; none when everything is on the server. */
export async function unsentWords(accountId: string): Promise<DraftSlot[]> {
  await patiently([...openForms.values()].map(save => save()));
  const left = parkedOf(accountId).filter(slot => !openForms.has(placeOf(slot)));
  await patiently(left.map(sendParked));
  return parkedOf(accountId);
}
