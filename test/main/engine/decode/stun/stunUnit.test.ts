import { assert, property, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { looksLikeStunConnection, readStunUnit } from '../../../../../main/engine/decode/stun/stunUnit';
import { countingBytes, joinBytes, textBytes, words16 } from '../../../../fixtures/bytes';
import { channelData, stun, stunText } from '../../../../fixtures/stunMessages';

describe('readStunUnit', () => {
  const message = stun(1, 1, stunText(0x0006, 'abcd:efgh'));
  const channel = channelData(0x4001, countingBytes(5), 3);
  const bytes = joinBytes(message, channel, message);

  it('divides a connection into messages and ChannelData, padding aside', () => {
    const contents: Uint8Array[] = [];
    for (let at = 0; at < bytes.length;) {
      const extent = readStunUnit(bytes, at, bytes.length);
      if (extent.outcome !== 'unit') throw new Error(extent.outcome);
      contents.push(extent.content.slice(extent.contentStart, extent.contentEnd));
      at = extent.next;
    }
    expect(contents).toEqual([message, channel.slice(0, 9), message]);
  });

  it('asks for more until a unit is whole, and for more than is there', () => {
    for (const unit of [message, channel]) {
      for (let length = 0; length < unit.length; length += 1) {
        const extent = readStunUnit(unit, 0, length);
        expect(extent.outcome).toBe('more');
        if (extent.outcome === 'more') expect(extent.needBytes).toBeGreaterThan(length);
      }
    }
  });

  it.each([
    ['text', textBytes('GET / HTTP/1.1\r\n')],
    ['another cookie', joinBytes(words16(1, 0), countingBytes(16))],
    ['a length that is no multiple of 4', joinBytes(words16(1, 3), message.slice(4))],
  ])('gives up on %s', (_, other) => {
    // The letter G lies in the range of channels; its length is one that never comes.
    expect(['lost', 'more']).toContain(readStunUnit(other, 0, other.length).outcome);
    expect(looksLikeStunConnection(other, 0, other.length)).toBe(false);
  });

  it('knows a connection by its first message', () => {
    expect(looksLikeStunConnection(bytes, 0, bytes.length)).toBe(true);
    expect(looksLikeStunConnection(channel, 0, channel.length)).toBe(false);
  });

  it('never stands still', () => {
    assert(
      property(uint8Array({ maxLength: 60 }), (random) => {
        const extent = readStunUnit(random, 0, random.length);
        if (extent.outcome === 'unit') return extent.next > 0 && extent.next <= random.length;
        return extent.outcome === 'more' ? extent.needBytes > random.length : extent.outcome === 'lost';
      }),
    );
  });
});
