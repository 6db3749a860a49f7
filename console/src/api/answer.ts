// Whether anybody answered, marked at the one place where it is known: a TypeError from anywhere else is a fault of ours and
// must not be told as a lost connection.

/** Nobody answered, or not to the end: nothing is known of what became of it. Sending it again is safe and may help. */
export class Unanswered extends TypeError {}

/** What `fetch` rejects with, and a body that breaks off; an end that was asked for stays what it is. */
export async function heard<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw error instanceof TypeError ? new Unanswered(error.message) : error;
  }
}

/** What stands between may answer in the server's place, a proxy whose server is down: nobody knows then what became of it. */
export function answered(response: Response): Response {
  const type = response.headers.get('Content-Type') ?? '';
  if (response.ok || type.startsWith('application/problem+json')) return response;
  throw new Unanswered(`answered ${response.status} without a word`);
}

/** The answer with its body, for those who read it later: from here on it cannot break off any more. */
export async function whole(response: Response): Promise<Response> {
  if (response.body === null) return response;
  return new Response(await heard(response.arrayBuffer()), response);
}
