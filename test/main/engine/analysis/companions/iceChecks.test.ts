import { describe, expect, it } from 'vitest';
import { words32 } from '../../../../fixtures/bytes';
import { BACK, CompanionScene, eventLines, session } from '../../../../fixtures/companionScene';
import { CALL, CALLEE, CALLER, OTHER_CALL } from '../../../../fixtures/mediaPackets';
import {
  stun,
  STUN_TYPE,
  stunAttribute,
  stunErrorCode,
  stunText,
  stunXorAddress,
} from '../../../../fixtures/stunMessages';

const NOMINATED = stunAttribute(0x0025, new Uint8Array(0));
const check = (transaction: number, username = 'callee:caller', ...more: readonly Uint8Array[]): Uint8Array =>
  stun(STUN_TYPE.bindingRequest, transaction, stunText(0x0006, username), ...more);
const answer = (transaction: number, address = '198.51.100.7', port = 61000): Uint8Array =>
  stun(STUN_TYPE.bindingSuccess, transaction, stunXorAddress(0x0020, address, port));
const refusal = (transaction: number, code: number): Uint8Array =>
  stun(STUN_TYPE.bindingError, transaction, stunErrorCode(code, ''));

const withUfrag = (ufrag: string): readonly string[] => [
  'm=audio 9 UDP/TLS/RTP/SAVPF 111',
  `a=ice-ufrag:${ufrag}`,
  'a=ice-pwd:0123456789012345678901',
];

describe('checks of ICE', () => {
  it('makes one row of both directions and tells what came of it', () => {
    const scene = new CompanionScene();
    scene.send(check(1));
    scene.send(answer(1), { ...BACK, atMs: 30 });
    scene.send(check(2, 'caller:callee'), BACK);
    scene.send(answer(2, CALLEE.address, CALLEE.port));
    scene.send(check(3, 'callee:caller', NOMINATED));
    scene.send(answer(3), BACK);
    const row = scene.row();
    expect(row).toMatchObject({
      kind: 'stun',
      source: CALLER,
      destination: CALLEE,
      transport: 'udp',
      packets: 6,
      startedAtMs: 10,
      durationMs: 60,
      wrong: false,
      omittedEvents: 0,
    });
    expect(row.summary).toBe(
      'ICE · 3 checks · 3 answered · round trip 13 ms · nominated · mapped address 198.51.100.7:61000',
    );
    expect(eventLines(row)).toEqual([
      '> check with ufrags callee:caller',
      '< answered after 20 ms, mapped address 198.51.100.7:61000',
      '> answered after 10 ms, mapped address 10.0.0.2:5000',
      '< this pair is nominated',
    ]);
  });

  it('measures no round trip of a request that was sent again', () => {
    const scene = new CompanionScene();
    scene.send(check(1));
    scene.send(check(1));
    scene.send(answer(1), BACK);
    expect(scene.row().summary).toBe('ICE · 1 check · 1 answered · mapped address 198.51.100.7:61000');
  });

  it('finds a path silent after three requests without an answer', () => {
    const scene = new CompanionScene();
    for (let count = 0; count < 3; count += 1) scene.send(check(1));
    expect(scene.row()).toMatchObject({ wrong: true, summary: 'ICE · 1 check · 0 answered · no answer' });
  });

  it('tells of a request that got no answer once its time is over', () => {
    const scene = new CompanionScene();
    scene.send(check(1));
    scene.send(check(2));
    scene.send(answer(2), BACK);
    scene.companions.takeChanged();
    scene.send(check(3), { destination: { ...CALLEE, port: 5555 }, atMs: 60_000 });
    const [row] = scene.rows();
    expect(row!.summary).toContain('2 checks · 1 answered · 1 without answer');
    expect(eventLines(row!)).toContain('> no answer to a request !');
    expect(scene.companions.takeChanged().companions).toHaveLength(2);
  });

  it.each([
    [401, 'refused: 401 Unauthenticated !', true, '1 refused'],
    [487, 'refused: 487 Role Conflict', false, '1 role conflict'],
    [500, 'refused: 500 Server Error !', true, '1 refused'],
  ])('tells of error %i', (code, line, wrong, words) => {
    const scene = new CompanionScene();
    scene.send(check(1));
    scene.send(refusal(1, code), BACK);
    expect(scene.row()).toMatchObject({ wrong });
    expect(scene.row().summary).toContain(words);
    expect(eventLines(scene.row()).at(-1)).toBe(`< ${line}`);
  });

  it('finds a wrong FINGERPRINT wrong', () => {
    const scene = new CompanionScene();
    scene.send(check(1, 'a:b', stunAttribute(0x8028, words32(1))));
    expect(scene.row()).toMatchObject({ wrong: true });
  });

  it('calls questions to a server by what they are', () => {
    const scene = new CompanionScene();
    scene.send(stun(STUN_TYPE.bindingRequest, 1));
    scene.send(answer(1), BACK);
    expect(scene.row().summary).toBe(
      'STUN · 1 request · 1 answered · round trip 10 ms · mapped address 198.51.100.7:61000',
    );
  });

  it('keeps 32 events from the beginning and 32 from the end', () => {
    const scene = new CompanionScene();
    for (let count = 0; count < 100; count += 1) {
      scene.send(check(count));
      scene.send(answer(count, '198.51.100.7', 1000 + count), BACK);
    }
    const { events, omittedEvents } = scene.row();
    expect([events.length, omittedEvents]).toEqual([64, 37]);
    expect(events[1]!.words).toContain(':1000');
    expect(events.at(-1)!.words).toContain(':1099');
    expect(scene.row().packets).toBe(200);
  });
});

describe('the call of a check', () => {
  it('is that of its ufrags, and its path is told once it was answered', () => {
    const scene = new CompanionScene();
    scene.companions.announce(session(CALL, withUfrag('callee')));
    scene.send(check(1));
    expect(scene.told).toEqual([]);
    scene.send(answer(1), BACK);
    scene.send(check(2));
    scene.send(answer(2), BACK);
    expect(scene.row().call).toBe(CALL);
    expect(scene.companions.companionsOf(CALL)).toHaveLength(1);
    expect(scene.told).toEqual(['10.0.0.2:5000 10.0.0.1:4000 call-1']);
  });

  it('is the one that knows both ufrags where two know one of them', () => {
    const scene = new CompanionScene();
    scene.companions.announce(session(CALL, withUfrag('callee')));
    scene.companions.announce(session(CALL, withUfrag('caller'), { byCaller: false }));
    scene.companions.announce(session(OTHER_CALL, withUfrag('callee')));
    scene.send(check(1));
    expect(scene.row().call).toBe(CALL);
  });

  it('is known from an endpoint of SDP as well, but its path is not told then', () => {
    const scene = new CompanionScene();
    scene.companions.announce(session(CALL, [`m=audio ${CALLEE.port} RTP/AVP 0`, `c=IN IP4 ${CALLEE.address}`]));
    scene.send(check(1));
    scene.send(answer(1), BACK);
    expect([scene.row().call, scene.told]).toEqual([CALL, []]);
  });

  it.each([
    ['the address of a media line', [`m=audio ${CALLER.port} RTP/AVP 0`, `c=IN IP4 ${CALLER.address}`]],
    ['a candidate', [...withUfrag('x'), `a=candidate:1 1 UDP 99 ${CALLER.address} ${CALLER.port} typ host`]],
    [
      'what a candidate was found from',
      [
        ...withUfrag('x'),
        `a=candidate:1 1 UDP 9 203.0.113.77 9999 typ srflx raddr ${CALLER.address} rport ${CALLER.port}`,
      ],
    ],
    ['the port of RTCP', [`m=audio ${CALLER.port - 1} RTP/AVP 0`, `c=IN IP4 ${CALLER.address}`]],
    ['how a server saw the sender', [...withUfrag('x'), 'a=candidate:1 1 UDP 99 198.51.100.7 61000 typ srflx']],
  ])('is found from %s, also when that is announced later', (_, media) => {
    for (const announcedFirst of [true, false]) {
      const scene = new CompanionScene();
      if (announcedFirst) scene.companions.announce(session(CALL, media));
      scene.send(stun(STUN_TYPE.bindingRequest, 1));
      scene.send(answer(1), BACK);
      if (!announcedFirst) scene.companions.announce(session(CALL, media));
      expect(scene.row().call).toBe(CALL);
    }
  });

  it('is found from the address that the SIP message came from with the port of SDP', () => {
    const scene = new CompanionScene();
    const signalling = { address: CALLER.address, port: 5060 };
    scene.companions.announce(session(CALL, [`m=audio ${CALLER.port} RTP/AVP 0`], { signalling }));
    scene.send(check(1));
    expect(scene.row().call).toBe(CALL);
  });

  it('is that of the streams on its path', () => {
    const scene = new CompanionScene({ callOnPath: ({ sourcePort }) => (sourcePort === CALLER.port ? CALL : null) });
    scene.send(check(1));
    expect(scene.row().call).toBe(CALL);
  });

  it('begins a new row when another call takes the ports over', () => {
    const media = [`m=audio ${CALLER.port} RTP/AVP 0`, `c=IN IP4 ${CALLER.address}`];
    const scene = new CompanionScene();
    scene.companions.announce(session(CALL, media));
    scene.send(check(1));
    scene.companions.announce(session(OTHER_CALL, media));
    scene.send(check(2));
    expect(scene.rows().map(({ call, packets }) => [call, packets])).toEqual([
      [CALL, 1],
      [OTHER_CALL, 1],
    ]);
  });

  it('stays with its call at a server where many calls end', () => {
    const server = (call: typeof CALL, ufrag: string) =>
      session(call, [...withUfrag(ufrag), `a=candidate:1 1 UDP 99 ${CALLEE.address} ${CALLEE.port} typ host`]);
    const scene = new CompanionScene();
    scene.companions.announce(server(CALL, 'callee'));
    scene.send(check(1));
    scene.companions.announce(server(OTHER_CALL, 'other'));
    scene.send(answer(1), BACK);
    expect(scene.row()).toMatchObject({ call: CALL, packets: 2 });
  });
});
