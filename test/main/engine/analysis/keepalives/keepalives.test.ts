import { describe, expect, it } from 'vitest';
import { textBytes } from '../../../../fixtures/bytes';
import { ethernet, ipv4, tcp, udp } from '../../../../fixtures/frames';
import { sipRequest, sipResponse } from '../../../../fixtures/sipMessages';
import { stun, STUN_TYPE } from '../../../../fixtures/stunMessages';
import type { TimedFrame } from '../../../../generator/mergeFlows';
import { ALICE, ExchangeBench, SERVER } from '../exchanges/exchangeBench';

const MINUTE_MS = 60_000;

/** One ping, answered after so many ms with a status; null for none, then it is sent twice. */
function ping(bench: ExchangeBench, atMs: number, status: number | null = 200, afterMs = 10, reason = ''): void {
  const say = { callId: `ping-${atMs}`, branches: [`z9hG4bK${atMs}`] };
  bench.ask(atMs, 'OPTIONS', say);
  if (status === null) bench.ask(atMs + 500, 'OPTIONS', say);
  else bench.answer(atMs + afterMs, status, reason, { ...say, cseq: '1 OPTIONS' });
}

const changesOf = (bench: ExchangeBench) =>
  bench.keepalive().changes.map(({ atMs, frame, up, words }) => [atMs, frame, up, words]);

describe('OPTIONS', () => {
  it('have an interval and round trips', () => {
    const bench = new ExchangeBench();
    [8, 12, 90].forEach((afterMs, n) => ping(bench, n * MINUTE_MS, 200, afterMs));
    bench.end();
    expect(bench.keepalive()).toMatchObject({
      method: 'options',
      source: { address: ALICE, port: 5060 },
      destination: { address: SERVER, port: 5060 },
      firstAtMs: 0,
      lastAtMs: 120_090,
      sent: 3,
      answered: 3,
      lost: 0,
      intervalMs: MINUTE_MS,
      minRoundTripMs: 8,
      medianRoundTripMs: 12,
      maxRoundTripMs: 90,
      lastStatus: 200,
      state: 'up',
      messages: [0, 1, 2, 3, 4, 5],
    });
    expect(changesOf(bench)).toEqual([[8, 2, true, '200 OK']]);
  });

  it('go down with requests that nobody answers, and up with the next answer', () => {
    const bench = new ExchangeBench();
    ping(bench, 0);
    for (const minute of [1, 2, 3]) ping(bench, minute * MINUTE_MS, null);
    ping(bench, 4 * MINUTE_MS);
    bench.end();
    expect(bench.keepalive()).toMatchObject({ sent: 5, answered: 2, lost: 3, state: 'up' });
    expect(changesOf(bench)).toEqual([
      [10, 2, true, '200 OK'],
      [60_000, 3, false, 'no answer for 3 requests'],
      [240_010, 10, true, '200 OK again after 180 s'],
    ]);
  });

  it('are down where the capture ends', () => {
    const bench = new ExchangeBench();
    ping(bench, 0);
    ping(bench, MINUTE_MS, null);
    bench.end(3 * MINUTE_MS);
    expect(bench.keepalive()).toMatchObject({ state: 'down', lost: 1 });
  });

  it.each([
    ['just sent', 10, 400, 'up', 0],
    ['for longer than the sender waits', 10, 20_000, 'cannotTell', 1],
    ['for no longer than answers take', 3000, 2900, 'up', 0],
    ['for longer than answers take', 3000, 3000, 'cannotTell', 1],
  ] as const)(
    'that are still waited for are neither answered nor lost: %s',
    (_name, afterMs, waitedMs, state, unansweredAtEnd) => {
      const bench = new ExchangeBench();
      ping(bench, 0, 200, afterMs);
      bench.ask(MINUTE_MS, 'OPTIONS', { callId: 'last', branches: ['z9hG4bKlast'] });
      bench.end(MINUTE_MS + waitedMs);
      expect(bench.keepalive()).toMatchObject({ state, sent: 2, answered: 1, lost: 0, unansweredAtEnd });
    },
  );

  it('that are still waited for do not hide what came after them', () => {
    const bench = new ExchangeBench();
    bench.ask(0, 'OPTIONS', { callId: 'first', branches: ['z9hG4bKfirst'] });
    ping(bench, 10_000);
    bench.end(15_000);
    expect(bench.keepalive()).toMatchObject({ state: 'up', sent: 2, answered: 1, unansweredAtEnd: 0 });
  });

  describe('that an ICMP error quotes', () => {
    const say = (atMs: number) => ({ callId: `ping-${atMs}`, branches: [`z9hG4bK${atMs}`] });
    const refuse = (bench: ExchangeBench, atMs: number) => bench.askInVain(atMs, 'OPTIONS', say(atMs));
    const WHY = 'Destination port unreachable (ICMP type 3, code 3), says 192.0.2.2';

    it('are lost at once', () => {
      const bench = new ExchangeBench();
      ping(bench, 0);
      refuse(bench, 1000);
      refuse(bench, 2000);
      expect(bench.keepalive()).toMatchObject({ state: 'down', sent: 3, answered: 1, lost: 2 });
      expect(changesOf(bench).at(-1)).toEqual([1000, 3, false, `no answer for 2 requests: ${WHY}`]);
      bench.end(2 * MINUTE_MS);
      expect(bench.keepalive()).toMatchObject({ state: 'down', lost: 2, unansweredAtEnd: 0 });
    });

    it('are lost where nothing else was ever heard', () => {
      const bench = new ExchangeBench();
      refuse(bench, 0);
      expect(bench.keepalive()).toMatchObject({ state: 'down', answered: 0, lost: 1 });
    });

    it('are not lost when they are sent again and answered', () => {
      const bench = new ExchangeBench();
      refuse(bench, 0);
      bench.ask(500, 'OPTIONS', say(0)).answer(510, 200, 'OK', { ...say(0), cseq: '1 OPTIONS' });
      bench.end(MINUTE_MS);
      expect(bench.keepalive()).toMatchObject({ state: 'up', sent: 1, answered: 1, lost: 0 });
    });

    it('are told with those before them, of which it becomes known later', () => {
      const bench = new ExchangeBench();
      ping(bench, 0);
      ping(bench, 1000, null);
      refuse(bench, 2000);
      bench.end(MINUTE_MS);
      expect(bench.keepalive()).toMatchObject({ lost: 2, state: 'down' });
      expect(changesOf(bench).slice(1)).toEqual([[1000, 3, false, `no answer for 2 requests: ${WHY}`]]);
    });
  });

  it('count one that was lost between others, without an outage', () => {
    const bench = new ExchangeBench();
    [0, 10_000, 20_000, 60_000].forEach((atMs) => ping(bench, atMs, atMs === 10_000 ? null : 200));
    bench.end();
    expect(bench.keepalive()).toMatchObject({ sent: 4, answered: 3, lost: 1, state: 'up' });
    expect(changesOf(bench)).toHaveLength(1);
  });

  it('count all that an outage took, also those known to be lost after it', () => {
    const bench = new ExchangeBench();
    [0, 10_000, 20_000, 30_000, 40_000, 50_000].forEach((atMs) =>
      ping(bench, atMs, atMs >= 10_000 && atMs < 50_000 ? null : 200),
    );
    bench.end(120_000);
    expect(bench.keepalive()).toMatchObject({ lost: 4 });
    expect(changesOf(bench).map(([, , , words]) => words)).toEqual([
      '200 OK',
      'no answer for 4 requests',
      '200 OK again after 40 s',
    ]);
  });

  it.each([
    [503, 'Service Unavailable', '503 Service Unavailable: it answers, but takes no calls'],
    [480, '', '480 Temporarily Unavailable: the machine answers, the user is not there'],
    [408, '', '408 Request Timeout: a proxy answers, what is behind it does not'],
    [404, 'Nobody', '404 Nobody: a sign of life all the same'],
  ])('are up with %i, and say so', (status, reason, words) => {
    const bench = new ExchangeBench();
    ping(bench, 0);
    ping(bench, MINUTE_MS, status, 10, reason);
    ping(bench, 2 * MINUTE_MS, status, 10, reason);
    bench.end();
    expect(bench.keepalive()).toMatchObject({ state: 'up', lastStatus: status });
    expect(changesOf(bench)).toEqual([
      [10, 2, true, '200 OK'],
      [60_010, 4, true, words],
    ]);
  });

  it('of which only one direction was captured tell nothing', () => {
    const bench = new ExchangeBench();
    for (const minute of [0, 1, 2]) bench.ask(minute * MINUTE_MS, 'OPTIONS', { branches: [`z9hG4bK${minute}`] });
    bench.end(10 * MINUTE_MS);
    expect(bench.keepalive()).toMatchObject({
      sent: 3,
      answered: null,
      lost: null,
      state: 'cannotTell',
      intervalMs: MINUTE_MS,
      changes: [],
    });
  });

  it('are down when the other side is heard otherwise', () => {
    const bench = new ExchangeBench().ask(0, 'OPTIONS').tell(5, 'NOTIFY', { callId: 'other' }).end(MINUTE_MS);
    expect(bench.keepalive()).toMatchObject({ state: 'down', answered: 0, lost: 1 });
  });

  it('are up when only answers were captured', () => {
    const bench = new ExchangeBench().answer(0, 200, 'OK', { cseq: '1 OPTIONS' }).end();
    expect(bench.keepalive()).toMatchObject({
      source: { address: ALICE },
      state: 'up',
      sent: 1,
      medianRoundTripMs: null,
    });
  });

  it('with credentials are the same question', () => {
    const bench = new ExchangeBench();
    for (const minute of [0, 1, 2]) {
      const say = (n: number) => ({ callId: `${minute}`, cseq: `${n} OPTIONS`, branches: [`z9hG4bK${minute}.${n}`] });
      const atMs = minute * MINUTE_MS;
      bench.ask(atMs, 'OPTIONS', say(1)).answer(atMs + 5, 401, 'Unauthorized', say(1));
      bench.ask(atMs + 9, 'OPTIONS', say(2)).answer(atMs + 15, 200, 'OK', say(2));
    }
    bench.end();
    expect(bench.keepalive()).toMatchObject({ sent: 3, intervalMs: MINUTE_MS, answered: 3, lost: 0 });
  });

  it('within a call are part of the call', () => {
    const bench = new ExchangeBench().ask(0, 'INVITE').ask(10, 'OPTIONS', { cseq: '2 OPTIONS', toTag: 'bob' }).end();
    expect(bench.keepalives()).toEqual([]);
  });

  it('keep the latest changes and messages', () => {
    const bench = new ExchangeBench();
    for (let n = 0; n < 80; n += 1) ping(bench, n * MINUTE_MS, n % 2 === 0 ? 200 : 503);
    bench.end();
    const { changes, omittedChanges, messages } = bench.keepalive();
    expect([changes.length, omittedChanges, messages.length, messages.at(-1)]).toEqual([50, 30, 64, 159]);
  });
});

type Ends = {
  readonly source?: string;
  readonly destination?: string;
  readonly sourcePort?: number;
  readonly destinationPort?: number;
};

function datagram(atMs: number, payload: Uint8Array, ends: Ends = {}): TimedFrame {
  const { source = ALICE, destination = SERVER, sourcePort = 5060, destinationPort = 5060 } = ends;
  return {
    atMs,
    bytes: ethernet({}, ipv4({ source, destination }, udp({ sourcePort, destinationPort }, payload))).bytes,
  };
}

const BACK = { source: SERVER, destination: ALICE };

describe('line ends in datagrams', () => {
  it.each(['\r\n', '\r\n\r\n', '\0\0\0\0', ''])('%j keeps a way open that carries SIP', (payload) => {
    const bench = new ExchangeBench().ask(0, 'REGISTER');
    for (const seconds of [10, 40, 70]) bench.feed(datagram(seconds * 1000, textBytes(payload)));
    bench.end();
    expect(bench.keepalive()).toMatchObject({
      method: 'crlf',
      sent: 3,
      answered: null,
      lost: null,
      intervalMs: 30_000,
      state: 'cannotTell',
      changes: [],
    });
  });

  it('elsewhere are none of SIP', () => {
    const bench = new ExchangeBench().ask(0, 'REGISTER');
    bench
      .feed(datagram(1, textBytes('\r\n'), { sourcePort: 40_000 }))
      .feed(datagram(2, textBytes('\r\n'), { source: '192.0.2.77' }));
    expect(bench.end().keepalives()).toEqual([]);
  });
});

/** Alice's connection to the server, segment by segment. */
class Connection {
  readonly #next = { alice: 1000, server: 5000 };

  segment(atMs: number, from: 'alice' | 'server', text: string): TimedFrame {
    const payload = textBytes(text);
    const [source, destination] = from === 'alice' ? [ALICE, SERVER] : [SERVER, ALICE];
    const [sourcePort, destinationPort] = from === 'alice' ? [40_000, 5060] : [5060, 40_000];
    const header = { sourcePort, destinationPort, sequence: this.#next[from] };
    this.#next[from] += payload.length;
    return { atMs, bytes: ethernet({}, ipv4({ source, destination }, tcp(header, payload))).bytes };
  }
}

describe('line ends on a connection', () => {
  const open = () => {
    const connection = new Connection();
    const bench = new ExchangeBench()
      .feed(connection.segment(0, 'alice', sipRequest('REGISTER', { branches: ['z9hG4bKr'] })))
      .feed(connection.segment(10, 'server', sipResponse(200, 'OK', { cseq: '1 REGISTER', branches: ['z9hG4bKr'] })));
    const line = (atMs: number, from: 'alice' | 'server', text: string) =>
      bench.feed(connection.segment(atMs, from, text));
    return { bench, line };
  };

  it('are ping and pong', () => {
    const { bench, line } = open();
    for (const atMs of [1000, 121_000, 241_000]) {
      line(atMs, 'alice', '\r\n\r\n');
      line(atMs + 20, 'server', '\r\n');
    }
    bench.end();
    expect(bench.keepalive()).toMatchObject({
      method: 'crlf',
      source: { address: ALICE, port: 40_000 },
      sent: 3,
      answered: 3,
      lost: 0,
      intervalMs: 120_000,
      medianRoundTripMs: 20,
      state: 'up',
    });
    expect(changesOf(bench)).toEqual([[1020, 4, true, 'pong']]);
  });

  it('are down when a pong stays away that came before', () => {
    const { bench, line } = open();
    line(1000, 'alice', '\r\n\r\n');
    line(1020, 'server', '\r\n');
    line(121_000, 'alice', '\r\n\r\n');
    bench.end(140_000);
    expect(bench.keepalive()).toMatchObject({ state: 'down', lost: 1 });
    expect(changesOf(bench).at(-1)).toEqual([121_000, 5, false, 'no answer for 1 ping']);
  });

  it('that are never answered tell nothing: pongs need not be understood', () => {
    const { bench, line } = open();
    for (const atMs of [1000, 121_000, 241_000]) line(atMs, 'alice', '\r\n\r\n');
    bench.end(300_000);
    expect(bench.keepalive()).toMatchObject({ sent: 3, answered: null, lost: null, state: 'cannotTell' });
  });

  it('within or behind a message are none', () => {
    const { bench, line } = open();
    const message = sipRequest('MESSAGE', { callId: 'm' }).replace('Content-Length: 0', 'Content-Length: 4');
    line(1000, 'alice', `${message}ab`);
    line(1001, 'alice', '\r\n');
    line(1002, 'alice', `${sipRequest('MESSAGE', { callId: 'n' })}\r\n\r\n`);
    expect(bench.end().keepalives()).toEqual([]);
  });
});

describe('STUN to a SIP port', () => {
  const ask = (atMs: number, n: number) => datagram(atMs, stun(STUN_TYPE.bindingRequest, n));
  const answer = (atMs: number, n: number) => datagram(atMs, stun(STUN_TYPE.bindingSuccess, n), BACK);

  it('is a keepalive where SIP was seen', () => {
    const bench = new ExchangeBench().ask(0, 'REGISTER');
    for (const n of [1, 2, 3]) bench.feed(ask(n * 25_000, n)).feed(answer(n * 25_000 + 15, n));
    bench.feed(ask(100_000, 4)).feed(ask(100_500, 4)).end(200_000);
    expect(bench.keepalive()).toMatchObject({
      method: 'stun',
      sent: 4,
      answered: 3,
      lost: 1,
      intervalMs: 25_000,
      medianRoundTripMs: 15,
      state: 'down',
    });
  });

  it('that is never answered tells nothing: it need not be understood', () => {
    const bench = new ExchangeBench().ask(0, 'REGISTER').feed(ask(1000, 1)).feed(ask(26_000, 2)).end(200_000);
    expect(bench.keepalive()).toMatchObject({ sent: 2, answered: null, state: 'cannotTell' });
  });

  it('elsewhere is none of SIP', () => {
    const bench = new ExchangeBench().feed(ask(1000, 1)).feed(answer(1010, 1)).end();
    expect(bench.keepalives()).toEqual([]);
  });
});

describe('between two hosts', () => {
  const end = (address: string, port = 5060) => ({ address, port });
  const crlf = (bench: ExchangeBench, sourcePort: number) => {
    const register = textBytes(sipRequest('REGISTER', { callId: `r${sourcePort}` }));
    bench.feed(datagram(0, register, { sourcePort })).feed(datagram(sourcePort, textBytes('\r\n'), { sourcePort }));
  };

  it('finds what was used last, whoever asks', () => {
    const bench = new ExchangeBench().ask(0, 'OPTIONS').answer(5, 200, 'OK', { cseq: '1 OPTIONS' });
    bench.feed(datagram(1000, textBytes('\r\n'), BACK)).end();
    const { keepalives } = bench.pipeline;
    expect(keepalives.between(end(ALICE), end(SERVER))?.method).toBe('crlf');
    expect(keepalives.between(end(SERVER), end(ALICE))?.method).toBe('crlf');
    expect(keepalives.between(end(ALICE), end('192.0.2.99'))).toBeNull();
  });

  it('takes another port only when there is no doubt', () => {
    const bench = new ExchangeBench();
    crlf(bench, 4001);
    const { keepalives } = bench.pipeline;
    expect(keepalives.between(end(ALICE, 9999), end(SERVER))?.source.port).toBe(4001);
    crlf(bench, 4002);
    expect(keepalives.between(end(ALICE, 9999), end(SERVER))).toBeNull();
    expect(keepalives.between(end(ALICE, 4001), end(SERVER))?.source.port).toBe(4001);
  });
});
