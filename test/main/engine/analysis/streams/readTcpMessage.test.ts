import { array, assert, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TcpMessageBytes } from '../../../../../main/engine/analysis/streams/readTcpMessage';
import { decodeFrame } from '../../../../../main/engine/decode/decodeFrame';
import { Packet } from '../../../../../main/engine/decode/packet';
import { joinBytes, textBytes } from '../../../../fixtures/bytes';
import { frameOf } from '../../../../fixtures/frames';
import { sipRequest, sipResponse } from '../../../../fixtures/sipMessages';
import { type SeenUnit, TcpConversation } from '../../../../fixtures/tcpConversation';
import { MASKING_KEY, webSocketMessage } from '../../../../fixtures/webSocketFrames';

const invite = sipRequest('INVITE', { callId: 'one' });
const ringing = sipResponse(180, 'Ringing', { callId: 'one' });

/** The text of a unit, read again from the frames that it names. */
function readAgain(talk: TcpConversation, { frames, unit }: SeenUnit): string | null {
  const message = new TcpMessageBytes(unit.place);
  const packet = new Packet();
  for (const number of frames) {
    const { bytes, originalBytes } = talk.frames[number - 1]!;
    decodeFrame(frameOf(bytes, { linkType: 101, originalBytes }), packet);
    message.add(packet);
  }
  const bytes = message.bytes();
  return bytes === null ? null : Buffer.from(bytes).toString('latin1');
}

describe('TcpMessageBytes', () => {
  it('puts messages together again, however they were cut', () => {
    const all = textBytes((invite + ringing).repeat(3));
    assert(
      property(array(integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 20 }), (sizes) => {
        const talk = new TcpConversation().setNext('alice', 0xffff_fe00).open();
        for (let at = 0, index = 0; at < all.length; index += 1) {
          const size = sizes[index % sizes.length]!;
          talk.send(all.subarray(at, at + size));
          at += size;
        }
        expect(talk.units).toHaveLength(6);
        for (const unit of talk.units) expect(readAgain(talk, unit)).toBe(unit.text);
      }),
      { numRuns: 50 },
    );
  });

  it('takes the bytes that came first where segments overlap', () => {
    const talk = new TcpConversation().open();
    const first = talk.next();
    talk.send(invite.slice(100, 200), { sequence: first + 100 });
    talk.send(invite.slice(0, 90) + 'X'.repeat(30), { sequence: first });
    talk.send('Y'.repeat(20) + invite.slice(200), { sequence: first + 180 });
    expect(talk.units).toHaveLength(1);
    expect(talk.texts[0]).toBe(invite.slice(0, 90) + 'X'.repeat(10) + invite.slice(100));
    expect(readAgain(talk, talk.units[0]!)).toBe(talk.texts[0]);
  });

  it('takes WebSocket frames off', () => {
    const frames = webSocketMessage(invite, [20, 100], { maskingKey: MASKING_KEY });
    const talk = new TcpConversation().open();
    for (const frame of [...frames, ...webSocketMessage(ringing, [50], { maskingKey: MASKING_KEY })]) talk.send(frame);
    expect(talk.texts).toEqual([invite, ringing]);
    for (const unit of talk.units) expect(readAgain(talk, unit)).toBe(unit.text);
  });

  it('says so when a frame is gone', () => {
    const talk = new TcpConversation()
      .open()
      .send(joinBytes(textBytes(invite.slice(0, 50))))
      .send(invite.slice(50));
    const [unit] = talk.units;
    expect(readAgain(talk, { ...unit!, frames: unit!.frames.slice(1) })).toBeNull();
  });

  it('gives a message that was cut off as far as it came', () => {
    const talk = new TcpConversation().open().send(invite, { capturedBytes: 120 });
    expect(readAgain(talk, talk.units[0]!)).toBe(invite.slice(0, 120));
  });
});
