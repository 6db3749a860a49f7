/** What stands between may answer in the server's place, a proxy whose server is down: nobody knows then what became of it. */
export function answered(response: Response): Response {
  const type = response.headers.get('Content-Type') ?? '';
  if (response.ok || type.startsWith('application/problem+json')) return response;
  throw new TypeError(`answered ${response.status} without a word`);
}
