// A page has few colours and much white: stored with a palette its picture shrinks to a third without a visible loss.
import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const COLOURS = 64;
/** Colours nearer than this (squared, of three channels) share one place in the palette. */
const NEAR = 90;

/** @param png 8 bits a channel, with or without alpha, as Chromium writes it */
export function smallPng(png) {
  const { width, height, channels, data } = read(png);
  const pixels = unfiltered(data, { width, height, channels });
  const colours = palette(pixels, channels);
  const indexed = Buffer.alloc((width + 1) * height);
  const known = new Map();
  for (let at = 0, to = 0; at < pixels.length; at += channels) {
    if ((at / channels) % width === 0) to++; // every row begins with its filter: none
    const colour = (pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2];
    let place = known.get(colour);
    if (place === undefined) known.set(colour, (place = nearest(colours, colour)));
    indexed[to++] = place;
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const table = Buffer.from(colours.flatMap(colour => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  const parts = [chunk('IHDR', head), chunk('PLTE', table), chunk('IDAT', deflateSync(indexed, { level: 9 }))];
  return Buffer.concat([SIGNATURE, ...parts, chunk('IEND', Buffer.alloc(0))]);
}

function read(png) {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const channels = png[25] === 6 ? 4 : 3;
  const data = [];
  for (let at = 8; at < png.length;) {
    const size = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(png.subarray(at + 8, at + 8 + size));
    at += size + 12;
  }
  return { width, height, channels, data: inflateSync(Buffer.concat(data)) };
}

/** Each row says how it was predicted from the bytes to the left and above (PNG, section 9). */
function unfiltered(data, { width, height, channels }) {
  const stride = width * channels;
  const out = Buffer.alloc(stride * height);
  for (let row = 0; row < height; row++) {
    const filter = data[row * (stride + 1)];
    const from = row * (stride + 1) + 1;
    const to = row * stride;
    for (let at = 0; at < stride; at++) {
      const left = at < channels ? 0 : out[to + at - channels];
      const up = row === 0 ? 0 : out[to + at - stride];
      const corner = at < channels || row === 0 ? 0 : out[to + at - stride - channels];
      out[to + at] = data[from + at] + predicted(filter, { left, up, corner });
    }
  }
  return out;
}

function predicted(filter, { left, up, corner }) {
  if (filter === 0) return 0;
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  const guess = left + up - corner;
  const [toLeft, toUp, toCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

/** The commonest colours that are not near a commoner one. */
function palette(pixels, channels) {
  const counts = new Map();
  for (let at = 0; at < pixels.length; at += channels) {
    const colour = (pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2];
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const chosen = [];
  for (const [colour] of [...counts].sort((a, b) => b[1] - a[1])) {
    if (chosen.every(other => distance(other, colour) >= NEAR)) chosen.push(colour);
    if (chosen.length === COLOURS) break;
  }
  return chosen;
}

function distance(one, other) {
  const [red, green, blue] = [16, 8, 0].map(shift => ((one >> shift) & 255) - ((other >> shift) & 255));
  return red * red + green * green + blue * blue;
}

const nearest = (colours, colour) =>
  colours.reduce((best, _, at) => (distance(colours[at], colour) < distance(colours[best], colour) ? at : best), 0);

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}
