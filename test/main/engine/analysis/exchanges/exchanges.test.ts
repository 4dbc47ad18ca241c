import { describe, expect, it } from 'vitest';
import { sipRequest, sipResponse } from '../../../../fixtures/sipMessages';
import { ALICE, ExchangeBench, SERVER, type Say } from './exchangeBench';

const TEXT = { type: 'text/plain', body: 'see you at ten' };

/** What a row tells at a glance. */
const toldBy = (bench: ExchangeBench) => {
  const { kind, state, words } = bench.exchange();
  return [kind, state, words];
};

describe('MESSAGE', () => {
  it('shows its text, how long the answer took and both ends', () => {
    const bench = new ExchangeBench().ask(0, 'MESSAGE', TEXT).answer(40, 200, 'OK', { cseq: '1 MESSAGE' }).end();
    expect(bench.exchange()).toMatchObject({
      kind: 'message',
      state: 'done',
      words: '"see you at ten"',
      from: { user: 'alice' },
      to: { user: 'bob' },
      source: { address: ALICE, port: 5060 },
      destination: { address: SERVER, port: 5060 },
      status: 200,
      roundTripMs: 40,
      messageCount: 2,
      messages: [0, 1],
    });
  });

  it.each([
    [TEXT, '"see you at ten"'],
    [{ type: 'text/plain;charset=UTF-8', body: 'bis später\r\n\tdann' }, '"bis später dann"'],
    [{ type: 'text/plain', body: 'a\u202eb\u0007c' }, '"a b c"'],
    [{ type: 'text/plain', body: 'x'.repeat(500) }, `"${'x'.repeat(79)}…"`],
    [{ type: 'application/im-iscomposing+xml', body: '<isComposing/>' }, 'is typing'],
    [{ type: 'application/vnd.example', body: 'a' }, 'application/vnd.example'],
    [{ type: 'message/cpim', body: 'From: <im:a>\r\n\r\nContent-Type: text/plain\r\n\r\nhello' }, '"hello"'],
    [{}, 'empty message'],
  ])('%j reads %s', (say, words) => {
    const bench = new ExchangeBench().ask(0, 'MESSAGE', say).answer(40, 200, 'OK', { cseq: '1 MESSAGE' }).end();
    expect(bench.exchange().words).toBe(words);
  });

  it('does not fail by a challenge that is answered', () => {
    const bench = new ExchangeBench()
      .ask(0, 'MESSAGE', TEXT)
      .answer(10, 407, 'Proxy Authentication Required', { cseq: '1 MESSAGE' })
      .ask(20, 'MESSAGE', { ...TEXT, cseq: '2 MESSAGE', headers: ['Proxy-Authorization: Digest username="alice"'] })
      .answer(50, 202, 'Accepted', { cseq: '2 MESSAGE' })
      .end();
    expect(bench.exchange()).toMatchObject({ state: 'done', status: 202, roundTripMs: 10 });
  });

  it.each([
    [[], 'asked for credentials (407), not sent again'],
    [['Proxy-Authorization: Digest username="alice"'], 'credentials were not accepted (407)'],
  ])('fails by a challenge that nobody answers, with %j', (headers, words) => {
    const bench = new ExchangeBench()
      .ask(0, 'MESSAGE', { ...TEXT, headers })
      .answer(10, 407, 'Proxy Authentication Required', { cseq: '1 MESSAGE' })
      .end(40_000);
    expect(toldBy(bench)).toEqual(['message', 'rejected', `"see you at ten"; ${words}`]);
  });

  it.each([
    [404, 'Not Found', '404 Not Found: no such user there'],
    [403, 'Go away', '403 Go away'],
    [486, '', '486 Busy Here'],
    [302, 'Moved Temporarily', '302 Moved Temporarily'],
  ])('is rejected by %i', (status, reason, words) => {
    const bench = new ExchangeBench().ask(0, 'MESSAGE', TEXT).answer(10, status, reason, { cseq: '1 MESSAGE' }).end();
    expect(toldBy(bench)).toEqual(['message', 'rejected', `"see you at ten"; ${words}`]);
  });

  it('counts once what several hops show', () => {
    const PROXY = '192.0.2.9';
    const hop = (branch: string) => sipRequest('MESSAGE', { branches: [branch] });
    const back = (branch: string) => sipResponse(200, 'OK', { cseq: '1 MESSAGE', branches: [branch] });
    const bench = new ExchangeBench()
      .see(0, ALICE, PROXY, hop('z9hG4bKa'))
      .see(5, PROXY, SERVER, hop('z9hG4bKb'))
      .see(20, SERVER, PROXY, back('z9hG4bKb'))
      .see(30, PROXY, ALICE, back('z9hG4bKa'))
      .end();
    expect(bench.exchange()).toMatchObject({ state: 'done', words: 'empty message', roundTripMs: 30, messageCount: 4 });
  });
});

describe('a request without answer', () => {
  it('was not answered when it was sent again', () => {
    const bench = new ExchangeBench().ask(0, 'MESSAGE', TEXT).ask(500, 'MESSAGE', TEXT).end(33_000);
    expect(toldBy(bench)).toEqual(['message', 'unanswered', '"see you at ten"; no answer within 32 s']);
  });

  it('was not answered when the other side is heard otherwise', () => {
    const bench = new ExchangeBench()
      .ask(0, 'MESSAGE', TEXT)
      .tell(10, 'OPTIONS', { callId: 'other', toTag: null })
      .end(33_000);
    expect(bench.exchanges()[0]).toMatchObject({ kind: 'message', state: 'unanswered' });
  });

  it('tells nothing when only one direction was captured', () => {
    const bench = new ExchangeBench().ask(0, 'MESSAGE', TEXT).end(33_000);
    const words = 'no answer was captured, nor anything else that the other side sent';
    expect(toldBy(bench)).toEqual(['message', 'cannotTell', `"see you at ten"; ${words}`]);
  });

  it('stays open where the capture ends too early', () => {
    const bench = new ExchangeBench().ask(0, 'MESSAGE', TEXT).ask(500, 'MESSAGE', TEXT).end(10_000);
    expect(toldBy(bench)).toEqual(['message', 'open', '"see you at ten"; no answer yet where the capture ends']);
  });
});

describe('responses alone', () => {
  it.each([
    ['1 MESSAGE', 'message', 'done', 'its text was not captured, 200 OK'],
    ['1 OPTIONS', 'options', 'done', 'answered 200 OK'],
    ['1 INFO', 'cannotTell', 'cannotTell', 'left of a call whose beginning was not captured: answer to INFO, 200 OK'],
    ['1 FOO', 'other', 'done', 'answer to FOO, 200 OK'],
    ['1', 'other', 'done', 'answer to an unnamed request, 200 OK'],
  ])('to %s are read', (cseq, kind, state, words) => {
    const bench = new ExchangeBench().answer(0, 200, 'OK', { cseq }).end();
    expect(toldBy(bench)).toEqual([kind, state, words]);
    expect(bench.exchange()).toMatchObject({ source: { address: ALICE }, roundTripMs: null });
  });
});

describe('provisional responses alone', () => {
  it('are told as such', () => {
    const bench = new ExchangeBench().answer(0, 100, 'Trying', { cseq: '1 FOO' }).end();
    expect(toldBy(bench)).toEqual(['other', 'open', 'only responses under way were captured']);
  });
});

describe('what is left of a call', () => {
  it('is told as such', () => {
    const bench = new ExchangeBench()
      .ask(0, 'UPDATE', { toTag: 'bob' })
      .answer(10, 200, 'OK', { cseq: '1 UPDATE' })
      .ask(20, 'BYE', { cseq: '2 BYE', toTag: 'bob' })
      .answer(30, 200, 'OK', { cseq: '2 BYE' })
      .end();
    const words = 'left of a call whose beginning was not captured: UPDATE, BYE, 200 OK';
    expect(toldBy(bench)).toEqual(['cannotTell', 'cannotTell', words]);
  });

  it.each(['ACK', 'BYE', 'CANCEL', 'PRACK', 'UPDATE', 'INFO', 'REFER'])('%s within a dialog', (method) => {
    const bench = new ExchangeBench().ask(0, method, { toTag: 'bob' }).end(40_000);
    expect(bench.exchange()).toMatchObject({ kind: 'cannotTell', state: 'cannotTell' });
  });

  it('leaves the list when its INVITE comes late', () => {
    const bench = new ExchangeBench().ask(0, 'INFO', { toTag: 'bob', cseq: '2 INFO' });
    const { exchanges } = bench.pipeline;
    const [key] = exchanges.takeChanged().exchanges;
    bench.ask(5, 'INVITE');
    expect(exchanges.takeChanged()).toEqual({ exchanges: [], removed: [key] });
    expect(bench.exchanges()).toEqual([]);
  });

  it('that nobody has looked at leaves without a word', () => {
    const bench = new ExchangeBench().ask(0, 'INFO', { toTag: 'bob', cseq: '2 INFO' }).ask(5, 'INVITE');
    expect(bench.pipeline.exchanges.takeChanged()).toEqual({ exchanges: [], removed: [] });
  });
});

describe('what belongs to calls and registrations', () => {
  it('is no exchange', () => {
    const bench = new ExchangeBench()
      .ask(0, 'INVITE')
      .ask(5, 'MESSAGE', { cseq: '2 MESSAGE', toTag: 'bob', body: 'in the call' })
      .ask(10, 'REGISTER', { callId: 'register' })
      .answer(20, 200, 'OK', { cseq: '1 REGISTER', callId: 'register' })
      .end();
    expect(bench.exchanges()).toEqual([]);
  });
});

describe('INFO, REFER and others outside calls', () => {
  it('INFO', () => {
    const bench = new ExchangeBench().ask(0, 'INFO').answer(10, 200, 'OK', { cseq: '1 INFO' }).end();
    expect(toldBy(bench)).toEqual(['info', 'done', '200 OK']);
  });

  it('REFER with what came of it', () => {
    const notify = (cseq: string, state: string, fragment: string) => ({
      cseq,
      headers: ['Event: refer', `Subscription-State: ${state}`],
      type: 'message/sipfrag;version=2.0',
      body: fragment,
    });
    const bench = new ExchangeBench()
      .ask(0, 'REFER', { headers: ['Refer-To: <sip:carol@example.org>'] })
      .answer(10, 202, 'Accepted', { cseq: '1 REFER' })
      .tell(20, 'NOTIFY', notify('1 NOTIFY', 'active;expires=60', 'SIP/2.0 100 Trying\r\n'))
      .confirm(25, 200, 'OK', { cseq: '1 NOTIFY' })
      .tell(900, 'NOTIFY', notify('2 NOTIFY', 'terminated;reason=noresource', 'SIP/2.0 200 OK\r\n'))
      .confirm(905, 200, 'OK', { cseq: '2 NOTIFY' })
      .end();
    expect(toldBy(bench)).toEqual(['refer', 'done', 'refers to sip:carol@example.org, 200 OK reported']);
  });

  it('a method nobody knows', () => {
    const bench = new ExchangeBench().ask(0, 'FOO').answer(10, 501, 'Not Implemented', { cseq: '1 FOO' }).end();
    const words = 'FOO, 501 Not Implemented: the method is not supported there';
    expect(toldBy(bench)).toEqual(['other', 'rejected', words]);
  });
});

describe('OPTIONS', () => {
  const ping = (bench: ExchangeBench, n: number, status: number | null = 200) => {
    const say = { callId: `ping-${n}`, branches: [`z9hG4bKping${n}`] };
    bench.ask(n * 60_000, 'OPTIONS', say);
    if (status !== null) bench.answer(n * 60_000 + 12, status, 'OK', { ...say, cseq: '1 OPTIONS' });
    else bench.ask(n * 60_000 + 500, 'OPTIONS', say);
  };

  it('of a week are one row per pair of endpoints', () => {
    const bench = new ExchangeBench();
    for (let n = 0; n < 300; n += 1) ping(bench, n, n % 100 === 99 ? null : 200);
    ping(bench, 300);
    bench.end();
    const row = bench.exchange();
    expect(row).toMatchObject({
      kind: 'options',
      state: 'done',
      words: '301 requests, last answered 200 OK, 3 not answered',
      roundTripMs: 12,
      messageCount: 602,
    });
    expect(row.messages).toHaveLength(200);
  });

  it('that stop being answered are not answered', () => {
    const bench = new ExchangeBench();
    ping(bench, 0);
    ping(bench, 1, null);
    bench.end(120_000);
    expect(toldBy(bench)).toEqual([
      'options',
      'unanswered',
      '2 requests, last answered 200 OK, 1 not answered, the latest not answered',
    ]);
  });

  it('with credentials are the same question', () => {
    const bench = new ExchangeBench()
      .ask(0, 'OPTIONS')
      .answer(10, 401, 'Unauthorized', { cseq: '1 OPTIONS' })
      .ask(20, 'OPTIONS', { cseq: '2 OPTIONS', headers: ['Authorization: Digest username="alice"'] })
      .answer(30, 200, 'OK', { cseq: '2 OPTIONS' })
      .end();
    expect(toldBy(bench)).toEqual(['options', 'done', 'answered 200 OK']);
  });

  describe('that were answered before', () => {
    const asked = (count: number) => {
      const bench = new ExchangeBench();
      ping(bench, 0);
      for (let n = 1; n <= count; n += 1) {
        bench.ask(60_000 + n * 1000, 'OPTIONS', { callId: `last-${n}`, branches: [`z9hG4bKlast${n}`] });
      }
      return bench;
    };

    it.each([
      [1, 400, 'done', '2 requests, last answered 200 OK'],
      [1, 500, 'open', '2 requests, last answered 200 OK, the latest not answered yet where the capture ends'],
      [3, 600, 'open', '4 requests, last answered 200 OK, the latest 3 not answered yet where the capture ends'],
    ])('%i of them wait where the capture ends, the last for %i ms', (count, waitedMs, state, words) => {
      const bench = asked(count).end(60_000 + count * 1000 + waitedMs);
      expect(toldBy(bench)).toEqual(['options', state, words]);
    });
  });

  describe('that an ICMP error quotes', () => {
    const WHY = 'not delivered: Destination port unreachable (ICMP type 3, code 3), says 192.0.2.2';
    const say = (n: number): Say => ({ callId: `last-${n}`, branches: [`z9hG4bKlast${n}`] });

    it('are not answered', () => {
      const bench = new ExchangeBench();
      ping(bench, 0);
      bench.askInVain(61_000, 'OPTIONS', say(1)).askInVain(62_000, 'OPTIONS', say(2));
      const told = ['options', 'unanswered', `3 requests, last answered 200 OK, 2 not answered, the latest ${WHY}`];
      expect(toldBy(bench)).toEqual(told);
      expect(toldBy(bench.end(120_000))).toEqual(told);
    });

    it('are answered when they are sent again', () => {
      const bench = new ExchangeBench().askInVain(0, 'OPTIONS', say(1));
      bench.ask(500, 'OPTIONS', say(1)).answer(510, 200, 'OK', { ...say(1), cseq: '1 OPTIONS' });
      expect(toldBy(bench.end(60_000))).toEqual(['options', 'done', 'answered 200 OK']);
    });

    it('are told like any other request outside calls', () => {
      const bench = new ExchangeBench().askInVain(0, 'MESSAGE', TEXT);
      const told = ['message', 'unanswered', `"see you at ten"; ${WHY}`];
      expect(toldBy(bench)).toEqual(told);
      expect(toldBy(bench.end(60_000))).toEqual(told);
    });
  });
});
