// Bytes that needed a login to fetch, handed to the browser as a download.

/** Long enough for a slow disk to have taken the bytes. */
const HELD_MS = 60_000;

/** @param name as people will find it in their folder: codes and kinds, nothing about a person */
export function saveAs(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), HELD_MS);
}
