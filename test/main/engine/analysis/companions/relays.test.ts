import { describe, expect, it } from 'vitest';
import { countingBytes, words16, words32 } from '../../../../fixtures/bytes';
import { BACK, CompanionScene, eventLines, session } from '../../../../fixtures/companionScene';
import { CALL, CALLEE, CALLER } from '../../../../fixtures/mediaPackets';
import { rtp } from '../../../../fixtures/rtpPackets';
import {
  channelData,
  stun,
  STUN_TYPE,
  stunAttribute,
  stunErrorCode,
  stunText,
  stunXorAddress,
} from '../../../../fixtures/stunMessages';

const USERNAME = stunText(0x0006, 'user');
const RELAYED = stunXorAddress(0x0016, '203.0.113.50', 49152);
const PEER = stunXorAddress(0x0012, '198.51.100.20', 7000);
const lifetime = (seconds: number): Uint8Array => stunAttribute(0x000d, words32(seconds));
const CHANNEL = stunAttribute(0x000c, words16(0x4001, 0));

function allocate(scene: CompanionScene): void {
  scene.send(stun(STUN_TYPE.allocateRequest, 1));
  scene.send(stun(STUN_TYPE.allocateError, 1, stunErrorCode(401, 'Unauthorized')), BACK);
  scene.send(stun(STUN_TYPE.allocateRequest, 2, USERNAME));
  scene.send(
    stun(STUN_TYPE.allocateSuccess, 2, RELAYED, stunXorAddress(0x0020, '192.0.2.33', 5555), lifetime(600)),
    BACK,
  );
}

function bindChannel(scene: CompanionScene): void {
  scene.send(stun(STUN_TYPE.permissionRequest, 3, USERNAME, PEER));
  scene.send(stun(STUN_TYPE.permissionSuccess, 3), BACK);
  scene.send(stun(STUN_TYPE.channelRequest, 4, USERNAME, CHANNEL, PEER));
  scene.send(stun(STUN_TYPE.channelSuccess, 4), BACK);
}

const RELAY_CANDIDATE = [
  'm=audio 9 RTP/AVP 0',
  'a=candidate:3 1 udp 16777 203.0.113.50 49152 typ relay raddr 0.0.0.0 rport 0',
];

describe('TURN', () => {
  it('follows an allocation from the challenge to the packets in its channels', () => {
    const scene = new CompanionScene();
    allocate(scene);
    bindChannel(scene);
    scene.send(channelData(0x4001, rtp({}, countingBytes(160))));
    scene.send(channelData(0x4001, rtp({}, countingBytes(160))), BACK);
    scene.send(stun(STUN_TYPE.sendIndication, 5, PEER, stunAttribute(0x0013, countingBytes(20))));
    const row = scene.row();
    expect(row).toMatchObject({ kind: 'turn', wrong: false, packets: 11 });
    expect(row.summary).toBe(
      'TURN · relay 203.0.113.50:49152 · lifetime 600 s · 1 peer · channel 0x4001 to 198.51.100.20:7000 · ' +
        '2 packets in channels · 1 indication · round trip 10 ms',
    );
    expect(eventLines(row)).toEqual([
      '< Allocate challenged: 401 Unauthenticated',
      '< allocated 203.0.113.50:49152 for 600 s, client seen as 192.0.2.33:5555',
      '< permission for 198.51.100.20:7000',
      '< channel 0x4001 to 198.51.100.20:7000',
    ]);
  });

  it.each([
    ['a second 401, to a name and a password', 401],
    ['a quota', 486],
    ['a forbidden peer', 403],
  ])('%s is wrong', (_, code) => {
    const scene = new CompanionScene();
    scene.send(stun(STUN_TYPE.allocateRequest, 2, USERNAME));
    scene.send(stun(STUN_TYPE.allocateError, 2, stunErrorCode(code, '')), BACK);
    expect(scene.row().wrong).toBe(true);
  });

  it('takes a stale nonce for what it is', () => {
    const scene = new CompanionScene();
    scene.send(stun(STUN_TYPE.refreshRequest, 2, USERNAME, lifetime(600)));
    scene.send(stun(0x0114, 2, stunErrorCode(438, '')), BACK);
    expect([scene.row().wrong, eventLines(scene.row())]).toEqual([false, ['< Refresh challenged: 438 Stale Nonce']]);
  });

  it('tells when the allocation is deleted', () => {
    const scene = new CompanionScene();
    allocate(scene);
    scene.send(stun(STUN_TYPE.refreshRequest, 9, USERNAME, lifetime(0)));
    scene.send(stun(STUN_TYPE.refreshSuccess, 9, lifetime(0)), BACK);
    expect(scene.row().summary).toContain('deleted');
    expect(eventLines(scene.row()).at(-1)).toBe('< allocation deleted');
  });

  it.each([
    ['the relayed address is a candidate of SDP', RELAY_CANDIDATE],
    ['the relayed address is that of a media line', ['m=audio 49152 RTP/AVP 0', 'c=IN IP4 203.0.113.50']],
    ['the peer is of SDP', ['m=audio 7000 RTP/AVP 0', 'c=IN IP4 198.51.100.20']],
  ])('is of its call where %s, and media on the way to the relay with it', (_, media) => {
    for (const announcedFirst of [true, false]) {
      const scene = new CompanionScene();
      if (announcedFirst) scene.companions.announce(session(CALL, media));
      allocate(scene);
      bindChannel(scene);
      if (!announcedFirst) scene.companions.announce(session(CALL, media));
      scene.send(channelData(0x4001, rtp({}, countingBytes(160))));
      expect(scene.row().call).toBe(CALL);
      expect(scene.told).toHaveLength(1);
      expect(scene.told[0]).toMatch(/ call-1$/);
    }
  });

  it('takes a channel that nothing is known of for one only by what is in it', () => {
    const scene = new CompanionScene();
    scene.send(channelData(0x4001, countingBytes(40)));
    expect(scene.rows()).toEqual([]);
    scene.send(channelData(0x4001, stun(STUN_TYPE.bindingRequest, 1, stunText(0x0006, 'a:b'))));
    scene.send(channelData(0x4002, countingBytes(40)));
    expect(scene.summaries()).toEqual(['TURN · channel 0x4001 · channel 0x4002 · 2 packets in channels']);
  });

  it('takes a channel at an endpoint of a call for one', () => {
    const scene = new CompanionScene();
    scene.companions.announce(session(CALL, [`m=audio ${CALLER.port} RTP/AVP 0`, `c=IN IP4 ${CALLER.address}`]));
    scene.send(channelData(0x4001, countingBytes(40)));
    expect(scene.row()).toMatchObject({ kind: 'turn', call: CALL, source: CALLER, destination: CALLEE });
  });
});
