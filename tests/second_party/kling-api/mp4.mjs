// What an MP4 says of itself: its length, its size in pixels, and which tracks it has.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const CONTAINERS = new Set(['moov', 'trak', 'mdia']);

/** Every box with its content, from the outside in. */
function* boxes(bytes) {
  for (let at = 0; at + 8 <= bytes.length; ) {
    const short = bytes.readUInt32BE(at);
    const header = short === 1 ? 16 : 8;
    const length = short === 1 ? Number(bytes.readBigUInt64BE(at + 8)) : short || bytes.length - at;
    assert.ok(length >= header && at + length <= bytes.length, 'a box ends beyond the file');
    const name = bytes.toString('latin1', at + 4, at + 8);
    const content = bytes.subarray(at + header, at + length);
    yield { name, content };
    if (CONTAINERS.has(name)) yield* boxes(content);
    at += length;
  }
}

export function readMp4(path) {
  const all = [...boxes(readFileSync(path))];
  assert.equal(all[0].name, 'ftyp', 'not an MP4');
  const contents = (name) => all.filter((box) => box.name === name).map(({ content }) => content);
  const [head] = contents('mvhd');
  const isLong = head[0] === 1;
  const unitsPerSecond = head.readUInt32BE(isLong ? 20 : 12);
  const units = isLong ? Number(head.readBigUInt64BE(24)) : head.readUInt32BE(16);
  const sizes = contents('tkhd').map((track) => `${track.readUInt32BE(track.length - 8) >>> 16}x${track.readUInt32BE(track.length - 4) >>> 16}`);
  return {
    seconds: units / unitsPerSecond,
    size: sizes.find((size) => size !== '0x0'),
    tracks: contents('hdlr').map((handler) => handler.toString('latin1', 8, 12)),
  };
}
