// Sets the time of every entry of a zip file, which docx takes from the clock: equal papers are to give equal files.
// Layout of the headers: PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16. Without zip64, which no document needs.

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
/** 1980-01-01 00:00:00, the first moment the format knows. */
const STAMP = 0x00210000;

/** Changes `zip` in place and returns it. @throws Error when it is no plain zip file. */
export function stampZip(zip: Buffer): Buffer {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || zip.readUInt32LE(end) !== END) throw new Error('not a zip file');
  const entries = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  for (let i = 0; i < entries; i++) {
    if (zip.readUInt32LE(at) !== CENTRAL) throw new Error('the directory of the zip file is damaged');
    zip.writeUInt32LE(STAMP, at + 12);
    zip.writeUInt32LE(STAMP, zip.readUInt32LE(at + 42) + 10);
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return zip;
}
