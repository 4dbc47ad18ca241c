import { describe, expect, it } from 'vitest';
import { sipRequest, sipResponse } from '../../../../fixtures/sipMessages';
import { ack, audio, bobAudio, callThatIsUp, changeByCallee, changeByCaller, fromCaller, toCaller } from './storyCalls';
import { StoryBench } from './storyBench';

const RELIABLE = ['Require: 100rel', 'RSeq: 1'];

/** Offer, answer, words and outcome of each row. */
const rowsOf = (bench: StoryBench) =>
  bench.story().negotiations.map(({ offer, answer, words, outcome }) => [offer, answer, words, outcome]);

describe('where offer and answer stand (RFC 6337 §2.2)', () => {
  it('INVITE and 200', () => {
    expect(rowsOf(callThatIsUp())).toEqual([[0, 2, 'early offer in INVITE', 'agreed']]);
  });

  it('200 and ACK', () => {
    const bench = new StoryBench();
    bench.fromAlice(0, sipRequest('INVITE'));
    bench.fromBob(10, sipResponse(200, 'OK', { sdp: bobAudio() }));
    bench.fromAlice(20, ack(1, { sdp: audio() }));
    expect(rowsOf(bench)).toEqual([[1, 2, 'late offer in 200, answered in ACK', 'agreed']]);
    expect(bench.story().negotiations[0]).toMatchObject({ offeredBy: 'callee', atMs: 10, answeredAtMs: 20 });
    expect(bench.words()).toContain('Confirmed by the caller (ACK), with the answer to the offer');
  });

  it('an ACK without the answer leaves nothing agreed', () => {
    const bench = new StoryBench();
    bench.fromAlice(0, sipRequest('INVITE'));
    bench.fromBob(10, sipResponse(200, 'OK', { sdp: bobAudio() }));
    bench.fromAlice(20, ack());
    expect(rowsOf(bench)).toEqual([[1, null, 'late offer in 200', 'superseded']]);
  });

  it('reliable 183 and PRACK', () => {
    const bench = new StoryBench();
    bench.fromAlice(0, sipRequest('INVITE'));
    bench.fromBob(10, sipResponse(183, 'Progress', { sdp: bobAudio(), headers: RELIABLE }));
    bench.fromAlice(20, fromCaller('PRACK', 2, { sdp: audio(), headers: ['RAck: 1 1 INVITE'] }));
    bench.fromBob(30, toCaller(200, 'PRACK', 2));
    bench.fromBob(40, sipResponse(200, 'OK', { sdp: bobAudio() }));
    bench.fromAlice(50, ack());
    expect(rowsOf(bench)).toEqual([[1, 2, 'late offer in 183, answered in PRACK', 'agreed']]);
  });

  it('PRACK and its 200, after an answer in the 183', () => {
    const bench = new StoryBench();
    bench.fromAlice(0, sipRequest('INVITE', { sdp: audio() }));
    bench.fromBob(10, sipResponse(183, 'Progress', { sdp: bobAudio(), headers: RELIABLE }));
    bench.fromAlice(20, fromCaller('PRACK', 2, { sdp: audio({ port: 4002 }) }));
    bench.fromBob(30, toCaller(200, 'PRACK', 2, { sdp: bobAudio() }));
    expect(rowsOf(bench)).toEqual([
      [0, 1, 'early offer in INVITE, answered in 183', 'agreed'],
      [2, 3, 'offer in PRACK', 'agreed'],
    ]);
    expect(bench.story().negotiations[1]?.changes).toEqual(['caller’s media moved to 192.0.2.1:4002']);
  });

  it('UPDATE and re-INVITE with their 200', () => {
    const bench = callThatIsUp();
    bench.fromAlice(2000, fromCaller('UPDATE', 2, { sdp: audio() }));
    bench.fromBob(2010, toCaller(200, 'UPDATE', 2, { sdp: bobAudio() }));
    changeByCallee(bench, 3000, 1, bobAudio(), audio());
    expect(rowsOf(bench)).toEqual([
      [0, 2, 'early offer in INVITE', 'agreed'],
      [4, 5, 'offer in UPDATE', 'agreed'],
      [6, 7, 'offer in re-INVITE', 'agreed'],
    ]);
    expect(bench.story().negotiations[2]?.offeredBy).toBe('callee');
  });

  it.each([
    [
      'the same description again counts once',
      bobAudio(),
      [[0, 1, 'early offer in INVITE, answered in 183', 'agreed']],
    ],
    [
      'another one in the 200 counts again',
      bobAudio({ port: 6000 }),
      [
        [0, 1, 'early offer in INVITE, answered in 183', 'agreed'],
        [0, 2, 'early offer in INVITE, answered again', 'agreed'],
      ],
    ],
  ])('183 that is not reliable: %s', (_, second, expected) => {
    const bench = new StoryBench();
    bench.fromAlice(0, sipRequest('INVITE', { sdp: audio() }));
    bench.fromBob(10, sipResponse(183, 'Progress', { sdp: bobAudio() }));
    bench.fromBob(20, sipResponse(200, 'OK', { sdp: second }));
    expect(rowsOf(bench)).toEqual(expected);
  });

  it('what follows a reliable answer is none', () => {
    const bench = new StoryBench();
    bench.fromAlice(0, sipRequest('INVITE', { sdp: audio() }));
    bench.fromBob(10, sipResponse(183, 'Progress', { sdp: bobAudio(), headers: RELIABLE }));
    bench.fromBob(20, sipResponse(200, 'OK', { sdp: bobAudio({ port: 6000 }) }));
    expect(rowsOf(bench)).toEqual([[0, 1, 'early offer in INVITE, answered in 183', 'agreed']]);
  });

  it('a description in a 18x that offers nothing reliably is no offer', () => {
    const bench = new StoryBench();
    bench.fromAlice(0, sipRequest('INVITE'));
    bench.fromBob(10, sipResponse(183, 'Progress', { sdp: bobAudio() }));
    expect(rowsOf(bench)).toEqual([]);
  });

  it('each fork answers for itself', () => {
    const bench = new StoryBench();
    bench.fromAlice(0, sipRequest('INVITE', { sdp: audio() }));
    bench.fromBob(10, sipResponse(183, 'Progress', { sdp: bobAudio() }));
    bench.fromBob(20, sipResponse(200, 'OK', { toTag: 'carol', sdp: bobAudio({ port: 7000 }) }));
    expect(rowsOf(bench)).toEqual([
      [0, 1, 'early offer in INVITE, answered in 183', 'agreed'],
      [0, 2, 'early offer in INVITE, answered by another fork', 'agreed'],
    ]);
    expect(bench.story().negotiations[1]?.changes).toEqual([]);
  });

  it('an answer whose offer was not captured', () => {
    const bench = new StoryBench();
    bench.fromBob(10, sipResponse(200, 'OK', { sdp: bobAudio() }));
    const [row] = bench.story().negotiations;
    expect(row).toMatchObject({
      words: 'answer in 200, its offer was not captured',
      offeredBy: 'caller',
      outcome: 'agreed',
    });
    expect(row?.media[0]).toMatchObject({
      callerToCallee: { codec: 'PCMU/8000' },
      calleeToCaller: null,
      callerEndpoint: null,
    });
  });
});

describe('offers that do not come to an answer', () => {
  it.each([
    [488, 'refused', []],
    [606, 'refused', []],
    [415, 'refused', []],
    [580, 'refused', []],
    [486, 'superseded', []],
    [487, 'superseded', []],
    [401, 'superseded', []],
    [491, 'glare', []],
    [500, 'glare', ['Retry-After: 3']],
    [500, 'superseded', []],
  ] as const)('%i to a re-INVITE: %s %j', (status, outcome, headers) => {
    const bench = callThatIsUp();
    bench.fromAlice(2000, fromCaller('INVITE', 2, { sdp: audio() }));
    bench.fromBob(2010, toCaller(status, 'INVITE', 2, { headers }));
    expect(rowsOf(bench)[1]).toEqual([4, null, 'offer in re-INVITE', outcome]);
  });

  it('stays open where nothing more was captured', () => {
    const bench = new StoryBench();
    bench.fromAlice(0, sipRequest('INVITE', { sdp: audio() }));
    expect(rowsOf(bench)).toEqual([[0, null, 'early offer in INVITE', 'open']]);
    expect(bench.story().negotiations[0]?.media).toMatchObject([
      {
        accepted: false,
        callerToCallee: null,
        callerEndpoint: { address: '192.0.2.1', port: 4000 },
        calleeEndpoint: null,
      },
    ]);
  });

  it('is refused when every line is (port 0), and the session stays', () => {
    const bench = callThatIsUp();
    changeByCaller(
      bench,
      2000,
      2,
      audio({ formats: ['9 G722/8000'] }),
      bobAudio({ port: 0, formats: ['9 G722/8000'] }),
    );
    changeByCaller(bench, 3000, 3, audio(), bobAudio());
    const { negotiations } = bench.story();
    expect(negotiations.map(({ outcome }) => outcome)).toEqual(['agreed', 'refused', 'agreed']);
    expect(negotiations[1]?.media[0]).toMatchObject({ accepted: false, calleeEndpoint: null, callerToCallee: null });
    expect(negotiations[2]?.changes).toEqual([]);
  });

  it('a 2xx without a description answers nothing', () => {
    const bench = new StoryBench();
    bench.fromAlice(0, sipRequest('INVITE', { sdp: audio() }));
    bench.fromBob(10, sipResponse(200, 'OK'));
    expect(rowsOf(bench)).toEqual([[0, null, 'early offer in INVITE', 'superseded']]);
  });
});

describe('what was agreed', () => {
  const first = (offer: string, answer: string) => {
    const media = callThatIsUp(offer, answer).story().negotiations[0]?.media[0];
    if (media === undefined) throw new Error('no media');
    return media;
  };

  /** The same in a call that was up before. */
  const later = (offer: string, answer: string) => {
    const bench = callThatIsUp();
    changeByCaller(bench, 2000, 2, offer, answer);
    const media = bench.story().negotiations[1]?.media[0];
    if (media === undefined) throw new Error('no media');
    return media;
  };

  it('each side sends what the other takes, by the other’s numbers', () => {
    const offer = audio({
      formats: ['98 opus/48000/2', '0 PCMU/8000', '101 telephone-event/8000'],
      lines: ['a=ptime:20'],
    });
    const answer = bobAudio({
      formats: ['0 PCMU/8000', '111 opus/48000/2', '96 telephone-event/8000'],
      lines: ['a=ptime:40'],
    });
    expect(first(offer, answer)).toMatchObject({
      accepted: true,
      callerToCallee: { codec: 'PCMU/8000', payloadType: 0, ptimeMs: 40, dtmfPayloadType: 96 },
      calleeToCaller: { codec: 'opus/48000/2', payloadType: 98, ptimeMs: 20, dtmfPayloadType: 101 },
      callerEndpoint: { address: '192.0.2.1', port: 4000 },
      calleeEndpoint: { address: '192.0.2.2', port: 5000 },
      profile: 'RTP/AVP',
    });
  });

  it('the events on the clock of the codec', () => {
    const formats = ['97 AMR-WB/16000', '101 telephone-event/8000', '102 telephone-event/16000'];
    expect(first(audio({ formats }), bobAudio({ formats })).callerToCallee?.dtmfPayloadType).toBe(102);
  });

  it('no events where one side takes none', () => {
    const offer = audio({ formats: ['0 PCMU/8000', '101 telephone-event/8000'] });
    expect(first(offer, bobAudio()).calleeToCaller?.dtmfPayloadType).toBeNull();
  });

  it.each([
    ['sendonly', 'recvonly', true, false, 'caller'],
    ['recvonly', 'sendonly', false, true, 'none'],
    ['inactive', 'inactive', false, false, 'caller'],
    ['sendrecv', 'sendonly', false, true, 'callee'],
    ['sendrecv', 'inactive', false, false, 'callee'],
    ['sendonly', 'inactive', false, false, 'both'],
    ['sendrecv', 'sendrecv', true, true, 'none'],
  ] as const)('offer %s, answer %s', (offered, answered, there, back, heldBy) => {
    const media = later(audio({ direction: offered }), bobAudio({ direction: answered }));
    expect([media.callerToCallee !== null, media.calleeToCaller !== null, media.heldBy]).toEqual([there, back, heldBy]);
  });

  it('one way from the start is no hold', () => {
    const media = first(audio({ direction: 'sendonly' }), bobAudio({ direction: 'recvonly' }));
    expect(media).toMatchObject({ heldBy: 'none', calleeToCaller: null, callerToCallee: { codec: 'PCMU/8000' } });
  });

  it('c=0.0.0.0 is hold, and nowhere to send to', () => {
    const media = later(audio({ address: '0.0.0.0' }), bobAudio());
    expect(media).toMatchObject({ heldBy: 'caller', calleeToCaller: null, callerEndpoint: null });
    expect(media.callerToCallee).not.toBeNull();
  });

  it('c=0.0.0.0 with ICE only means that candidates come later', () => {
    const lines = ['a=ice-ufrag:abcd', 'a=ice-pwd:abcdefghijklmnopqrstuv'];
    const media = later(audio({ address: '0.0.0.0', port: 9, lines }), bobAudio({ lines }));
    expect(media).toMatchObject({ heldBy: 'none', ice: true, calleeToCaller: { codec: 'PCMU/8000' } });
  });

  it('ICE needs both sides', () => {
    expect(first(audio({ lines: ['a=ice-ufrag:abcd'] }), bobAudio()).ice).toBe(false);
  });

  const SDES = (suite: string) => [`a=crypto:1 ${suite} inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz`];
  const DTLS = (setup: string) => ['a=fingerprint:sha-256 4A:AD:B9:B1:3F:82:18:3B', `a=setup:${setup}`];

  it.each([
    ['SDES', SDES('AES_CM_128_HMAC_SHA1_80'), SDES('AES_CM_128_HMAC_SHA1_80'), 'AES_CM_128_HMAC_SHA1_80 (SDES)'],
    ['SDES that only one side has', SDES('AES_CM_128_HMAC_SHA1_80'), [], ''],
    ['DTLS to the active side', DTLS('actpass'), DTLS('active'), 'DTLS-SRTP (sha-256, the callee connects)'],
    ['DTLS from the offerer', DTLS('actpass'), DTLS('passive'), 'DTLS-SRTP (sha-256, the caller connects)'],
    ['none', [], [], ''],
  ])('encryption: %s', (_, offered, answered, crypto) => {
    expect(
      first(audio({ lines: offered, profile: 'RTP/SAVP' }), bobAudio({ lines: answered, profile: 'RTP/SAVP' })),
    ).toMatchObject({
      crypto,
      profile: 'RTP/SAVP',
    });
  });
});

describe('what changed', () => {
  const EVENTS = (payloadType: number) => ['0 PCMU/8000', `${payloadType} telephone-event/8000`];

  it.each([
    ['nothing', audio(), bobAudio(), []],
    ['hold', audio({ direction: 'sendonly' }), bobAudio({ direction: 'recvonly' }), ['hold by the caller']],
    ['hold by the answer', audio(), bobAudio({ direction: 'sendonly' }), ['hold by the callee']],
    ['place', audio(), bobAudio({ address: '10.0.0.9', port: 4000 }), ['callee’s media moved to 10.0.0.9:4000']],
    ['packet time', audio({ lines: ['a=ptime:30'] }), bobAudio({ lines: ['a=ptime:30'] }), ['ptime 20 ms → 30 ms']],
    [
      'encryption',
      audio({ profile: 'RTP/SAVP', lines: ['a=ptime:20', 'a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:abcd'] }),
      bobAudio({ profile: 'RTP/SAVP', lines: ['a=ptime:20', 'a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:abcd'] }),
      ['encryption none → AES_CM_128_HMAC_SHA1_80 (SDES)'],
    ],
  ])('%s', (_, offer, answer, changes) => {
    const ptime = { lines: ['a=ptime:20'] };
    const bench = callThatIsUp(audio(ptime), bobAudio(ptime));
    changeByCaller(bench, 2000, 2, offer, answer);
    expect(bench.story().negotiations[1]?.changes).toEqual(changes);
  });

  it('codec and events in both directions are told once', () => {
    const bench = callThatIsUp(audio({ formats: EVENTS(101) }), bobAudio({ formats: EVENTS(101) }));
    changeByCaller(bench, 2000, 2, audio({ formats: EVENTS(96) }), bobAudio({ formats: EVENTS(96) }));
    const wide = ['9 G722/8000', '96 telephone-event/8000'];
    changeByCallee(bench, 3000, 1, bobAudio({ formats: wide }), audio({ formats: wide }));
    expect(bench.story().negotiations.map(({ changes }) => changes)).toEqual([
      [],
      ['DTMF payload type 101 → 96'],
      ['codec PCMU → G722'],
    ]);
  });

  it('and by direction where they differ', () => {
    const both = ['0 PCMU/8000', '8 PCMA/8000'];
    const bench = callThatIsUp(audio({ formats: both }), bobAudio({ formats: both }));
    changeByCaller(bench, 2000, 2, audio({ formats: both }), bobAudio({ formats: [...both].reverse() }));
    expect(bench.story().negotiations[1]?.changes).toEqual(['codec PCMU → PCMA from caller to callee']);
  });

  it('hold on both sides and back again, with codec and place as before', () => {
    const bench = callThatIsUp();
    changeByCaller(bench, 2000, 2, audio({ direction: 'sendonly' }), bobAudio({ direction: 'recvonly' }));
    changeByCallee(bench, 3000, 1, bobAudio({ direction: 'inactive' }), audio({ direction: 'inactive' }));
    changeByCallee(bench, 4000, 2, bobAudio({ direction: 'recvonly' }), audio({ direction: 'sendonly' }));
    changeByCaller(bench, 5000, 3, audio(), bobAudio());
    const { negotiations } = bench.story();
    expect(negotiations.map(({ media }) => media[0]?.heldBy)).toEqual(['none', 'caller', 'both', 'caller', 'none']);
    expect(negotiations.map(({ changes }) => changes)).toEqual([
      [],
      ['hold by the caller'],
      ['hold by the callee'],
      ['resumed by the callee'],
      ['resumed by the caller'],
    ]);
  });

  it('video that comes and goes', () => {
    const video = (port: number) => `m=video ${port} RTP/AVP 99\r\na=rtpmap:99 H264/90000\r\n`;
    const bench = callThatIsUp();
    changeByCaller(bench, 2000, 2, audio() + video(4004), bobAudio() + video(5004));
    changeByCaller(bench, 3000, 3, audio() + video(0), bobAudio() + video(0));
    expect(bench.story().negotiations.map(({ changes }) => changes)).toEqual([[], ['video added'], ['video removed']]);
  });

  it('fax in place of speech', () => {
    const fax = (port: number) =>
      `v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\nm=image ${port} udptl t38\r\n`;
    const bench = callThatIsUp();
    changeByCallee(bench, 2000, 1, fax(6000), fax(6002));
    expect(bench.story().negotiations[1]?.changes).toEqual(['audio → image']);
  });
});
