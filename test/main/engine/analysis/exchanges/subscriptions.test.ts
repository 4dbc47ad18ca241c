import { describe, expect, it } from 'vitest';
import { ExchangeBench, type Say } from './exchangeBench';

const event = (name: string, ...more: readonly string[]): readonly string[] => [`Event: ${name}`, ...more];

const SUMMARY = 'Messages-Waiting: yes\r\nMessage-Account: sip:alice@example.org\r\nVoice-Message: 3/1 (0/0)\r\n';
const MWI = { type: 'application/simple-message-summary', body: SUMMARY };
const LAMP = '<?xml version="1.0"?><dialog-info><dialog id="1"><state>confirmed</state></dialog></dialog-info>';

const toldBy = (bench: ExchangeBench) => {
  const { kind, state, words } = bench.exchange();
  return [kind, state, words];
};

/** A subscription that is granted, up to its first NOTIFY. */
function subscribed(name: string, say: Say = {}, expiresS = 3600): ExchangeBench {
  const state = `Subscription-State: active;expires=${expiresS}`;
  return new ExchangeBench()
    .ask(0, 'SUBSCRIBE', { headers: event(name, `Expires: ${expiresS}`) })
    .answer(10, 200, 'OK', { cseq: '1 SUBSCRIBE', headers: [`Expires: ${expiresS}`] })
    .tell(20, 'NOTIFY', { cseq: '1 NOTIFY', headers: event(name, state), ...say })
    .confirm(30, 200, 'OK', { cseq: '1 NOTIFY' });
}

const notify = (cseq: number, name: string, state: string, say: Say = {}): Say => ({
  cseq: `${cseq} NOTIFY`,
  headers: event(name, `Subscription-State: ${state}`),
  ...say,
});

describe('a subscription', () => {
  it.each([
    ['message-summary', 'messageWaiting', MWI, '3 new messages, 1 old; subscribed for 3600 s, 1 notification'],
    [
      'dialog',
      'dialogState',
      { type: 'application/dialog-info+xml', body: LAMP },
      'call confirmed; subscribed for 3600 s, 1 notification',
    ],
    [
      'dialog',
      'dialogState',
      { type: 'application/dialog-info+xml', body: '<dialog-info/>' },
      'no call; subscribed for 3600 s, 1 notification',
    ],
    [
      'presence',
      'presence',
      { type: 'application/pidf+xml', body: '<p:basic>open</p:basic>' },
      'open; subscribed for 3600 s, 1 notification',
    ],
    ['conference', 'conferenceState', {}, 'subscribed for 3600 s, 1 notification'],
    ['reg', 'registrationState', {}, 'subscribed for 3600 s, 1 notification'],
    ['as-feature-event', 'subscription', {}, 'subscribed for 3600 s, 1 notification'],
  ] as const)('of %s is named %s', (name, kind, say, words) => {
    const bench = subscribed(name, say).end();
    expect(toldBy(bench)).toEqual([kind, 'active', words]);
    expect(bench.exchange()).toMatchObject({ event: name, expiresS: 3600, status: 200, roundTripMs: 10 });
  });

  it('shows refreshes and further notifications', () => {
    const bench = subscribed('dialog', {}, 600)
      .ask(500_000, 'SUBSCRIBE', { cseq: '2 SUBSCRIBE', toTag: 'server', headers: event('dialog', 'Expires: 600') })
      .answer(500_010, 200, 'OK', { cseq: '2 SUBSCRIBE', headers: ['Expires: 500'] })
      .tell(500_020, 'NOTIFY', notify(2, 'dialog', 'active'))
      .confirm(500_030, 200, 'OK', { cseq: '2 NOTIFY' })
      .end(700_000);
    const words = 'subscribed for 500 s, refreshed once, 2 notifications';
    expect(toldBy(bench)).toEqual(['dialogState', 'active', words]);
  });

  it('expires when nothing refreshes it', () => {
    const bench = subscribed('dialog', {}, 600).end(700_000);
    const words = 'subscribed for 600 s, 1 notification, expired: no refresh was captured';
    expect(toldBy(bench)).toEqual(['dialogState', 'ended', words]);
  });

  it('ends as the notifier says', () => {
    const bench = subscribed('presence')
      .tell(900, 'NOTIFY', notify(2, 'presence', 'terminated;reason=noresource'))
      .end();
    const words = 'subscribed for 3600 s, 2 notifications, terminated: noresource';
    expect(toldBy(bench)).toEqual(['presence', 'ended', words]);
  });

  it('ends as the subscriber says', () => {
    const bench = subscribed('presence')
      .ask(900, 'SUBSCRIBE', { cseq: '2 SUBSCRIBE', toTag: 'server', headers: event('presence', 'Expires: 0') })
      .answer(910, 200, 'OK', { cseq: '2 SUBSCRIBE', headers: ['Expires: 0'] })
      .tell(920, 'NOTIFY', notify(2, 'presence', 'terminated;reason=timeout'))
      .end();
    expect(toldBy(bench)).toEqual(['presence', 'ended', 'subscribed for 3600 s, 2 notifications, unsubscribed']);
  });

  it('may only ask once', () => {
    const bench = new ExchangeBench()
      .ask(0, 'SUBSCRIBE', { headers: event('message-summary', 'Expires: 0') })
      .answer(10, 200, 'OK', { cseq: '1 SUBSCRIBE' })
      .tell(20, 'NOTIFY', notify(1, 'message-summary', 'terminated;reason=timeout', MWI))
      .end();
    expect(toldBy(bench)).toEqual(['messageWaiting', 'done', '3 new messages, 1 old; 1 notification, asked once']);
  });

  it('waits for somebody to allow it', () => {
    const bench = new ExchangeBench()
      .ask(0, 'SUBSCRIBE', { headers: event('presence', 'Expires: 60') })
      .answer(10, 202, 'Accepted', { cseq: '1 SUBSCRIBE', headers: ['Expires: 60'] })
      .tell(20, 'NOTIFY', notify(1, 'presence', 'pending'))
      .end();
    expect(toldBy(bench)).toEqual(['presence', 'active', 'subscribed for 60 s, pending, 1 notification']);
  });

  it('lacks the NOTIFY that must follow', () => {
    const bench = new ExchangeBench()
      .ask(0, 'SUBSCRIBE', { headers: event('dialog', 'Expires: 3600') })
      .answer(10_000, 200, 'OK', { cseq: '1 SUBSCRIBE', headers: ['Expires: 3600'] });
    bench.ask(35_000, 'OPTIONS', { callId: 'time goes by' });
    expect(bench.exchanges()[0]?.words).toBe('subscribed for 3600 s');
    bench.end(70_000);
    expect(bench.exchanges()[0]?.words).toBe('subscribed for 3600 s, the NOTIFY that must follow was not captured');
  });

  it('ends when the subscriber knows nothing of it', () => {
    const bench = subscribed('dialog')
      .tell(900, 'NOTIFY', notify(2, 'dialog', 'active'))
      .confirm(910, 481, 'Subscription does not exist', { cseq: '2 NOTIFY' })
      .end();
    const ending =
      'NOTIFY answered 481 Subscription does not exist: the subscriber knows of no such subscription (any more)';
    expect(toldBy(bench)).toEqual(['dialogState', 'ended', `subscribed for 3600 s, 2 notifications, ${ending}`]);
  });

  it('tells a NOTIFY that nobody answers', () => {
    const bench = subscribed('dialog')
      .tell(900, 'NOTIFY', notify(2, 'dialog', 'active'))
      .end(40_000);
    expect(toldBy(bench)).toEqual([
      'dialogState',
      'active',
      'subscribed for 3600 s, 2 notifications, NOTIFY not answered',
    ]);
  });

  it.each([
    [489, 'Bad Event', [], '489 Bad Event: the event package is not supported there'],
    [
      423,
      'Interval Too Brief',
      ['Min-Expires: 600'],
      '423 Interval Too Brief: the lifetime is too short, at least 600 s',
    ],
    [403, 'Forbidden', [], '403 Forbidden'],
  ])('is rejected by %i', (status, reason, headers, words) => {
    const bench = new ExchangeBench()
      .ask(0, 'SUBSCRIBE', { headers: event('dialog', 'Expires: 60') })
      .answer(10, status, reason, { cseq: '1 SUBSCRIBE', headers })
      .end(40_000);
    expect(toldBy(bench)).toEqual(['dialogState', 'rejected', words]);
  });

  it('is asked for again with credentials', () => {
    const bench = new ExchangeBench()
      .ask(0, 'SUBSCRIBE', { headers: event('dialog', 'Expires: 60') })
      .answer(10, 401, 'Unauthorized', { cseq: '1 SUBSCRIBE' });
    expect(bench.exchange().state).toBe('open');
    bench
      .ask(20, 'SUBSCRIBE', { cseq: '2 SUBSCRIBE', headers: event('dialog', 'Expires: 60', 'Authorization: Digest') })
      .answer(30, 200, 'OK', { cseq: '2 SUBSCRIBE', headers: ['Expires: 60'] })
      .tell(40, 'NOTIFY', notify(1, 'dialog', 'active'))
      .confirm(50, 200, 'OK', { cseq: '1 NOTIFY' })
      .end(40_000);
    expect(toldBy(bench)).toEqual(['dialogState', 'active', 'subscribed for 60 s, 1 notification']);
  });

  it('outlives a refresh that is refused, unless nobody knows it', () => {
    const refused = (status: number, reason: string) =>
      subscribed('dialog')
        .ask(900, 'SUBSCRIBE', { cseq: '2 SUBSCRIBE', toTag: 'server', headers: event('dialog', 'Expires: 60') })
        .answer(910, status, reason, { cseq: '2 SUBSCRIBE' })
        .end();
    expect(refused(500, 'Server Internal Error').exchange()).toMatchObject({
      state: 'active',
      words: 'subscribed for 3600 s, 1 notification, refresh answered 500 Server Internal Error',
    });
    expect(refused(481, 'Gone').exchange().state).toBe('ended');
  });

  it('whose beginning was not captured says so', () => {
    const bench = new ExchangeBench()
      .tell(20, 'NOTIFY', notify(7, 'dialog', 'active;expires=99'))
      .confirm(30, 200, 'OK', { cseq: '7 NOTIFY' })
      .end();
    const words = 'subscribed for 99 s, its beginning was not captured, 1 notification';
    expect(toldBy(bench)).toEqual(['dialogState', 'active', words]);
  });

  it('holds as long as notifications come although its answer was not captured', () => {
    const bench = new ExchangeBench()
      .ask(0, 'SUBSCRIBE', { headers: event('dialog', 'Expires: 60') })
      .tell(20, 'NOTIFY', notify(1, 'dialog', 'active;expires=60'))
      .end(33_000);
    expect(bench.exchange().state).toBe('active');
  });
});

describe('a NOTIFY without subscription', () => {
  it.each([
    ['message-summary', MWI, 'messageWaiting', '3 new messages, 1 old; not subscribed'],
    ['check-sync', {}, 'notify', 'check-sync, not subscribed'],
  ] as const)('of %s', (name, say, kind, words) => {
    const bench = new ExchangeBench()
      .tell(0, 'NOTIFY', { toTag: null, headers: event(name), ...say })
      .confirm(10, 200, 'OK', { cseq: '1 NOTIFY' })
      .end();
    expect(toldBy(bench)).toEqual([kind, 'done', words]);
    expect(bench.exchange()).toMatchObject({ status: 200, roundTripMs: 10 });
  });

  it('that is refused', () => {
    const bench = new ExchangeBench()
      .tell(0, 'NOTIFY', { toTag: null, headers: event('check-sync') })
      .confirm(10, 489, 'Bad Event', { cseq: '1 NOTIFY' })
      .end();
    const words = 'check-sync, not subscribed, 489 Bad Event: the event package is not supported there';
    expect(toldBy(bench)).toEqual(['notify', 'rejected', words]);
  });

  it.each([
    ['Messages-Waiting: no\r\n', 'no messages waiting'],
    ['Messages-Waiting: yes\r\n', 'messages waiting'],
    ['Messages-Waiting: yes\r\nVoice-Message: 1/0 (1/0)\r\n', '1 new message (1 urgent), 0 old'],
    [
      'Messages-Waiting: yes\r\nVoice-Message: 2/8\r\nFax-Message: 1/0\r\n',
      '2 new messages, 8 old; 1 new fax message, 0 old',
    ],
  ])('counts %j', (body, words) => {
    const say = { toTag: null, headers: event('message-summary'), type: MWI.type, body };
    const bench = new ExchangeBench().tell(0, 'NOTIFY', say).end();
    expect(bench.exchange().words.startsWith(words)).toBe(true);
  });
});

describe('PUBLISH', () => {
  const PIDF = { type: 'application/pidf+xml', body: '<presence><basic>closed</basic></presence>' };
  const publish = (expiresS: number, ...more: readonly string[]) => event('presence', `Expires: ${expiresS}`, ...more);
  const published = () =>
    new ExchangeBench()
      .ask(0, 'PUBLISH', { headers: publish(600), ...PIDF })
      .answer(10, 200, 'OK', { cseq: '1 PUBLISH', headers: ['SIP-ETag: a', 'Expires: 600'] });

  it('holds for its lifetime', () => {
    expect(toldBy(published().end())).toEqual(['publish', 'active', 'closed; published for 600 s']);
    const expired = 'closed; published for 600 s, expired: no refresh was captured';
    expect(toldBy(published().end(650_000))).toEqual(['publish', 'ended', expired]);
  });

  it('is refreshed, changed and removed', () => {
    const bench = published()
      .ask(500_000, 'PUBLISH', { cseq: '2 PUBLISH', headers: publish(600, 'SIP-If-Match: a') })
      .answer(500_010, 200, 'OK', { cseq: '2 PUBLISH', headers: ['SIP-ETag: b', 'Expires: 600'] })
      .ask(600_000, 'PUBLISH', { cseq: '3 PUBLISH', headers: publish(600, 'SIP-If-Match: b'), ...PIDF })
      .answer(600_010, 200, 'OK', { cseq: '3 PUBLISH', headers: ['SIP-ETag: c', 'Expires: 600'] })
      .ask(700_000, 'PUBLISH', { cseq: '4 PUBLISH', headers: publish(0, 'SIP-If-Match: c') })
      .answer(700_010, 200, 'OK', { cseq: '4 PUBLISH', headers: ['Expires: 0'] })
      .end();
    const words = 'closed; published for 600 s, changed once, refreshed once, removed';
    expect(toldBy(bench)).toEqual(['publish', 'ended', words]);
  });

  it('begins anew when its entity tag is not known', () => {
    const bench = published()
      .ask(500_000, 'PUBLISH', { cseq: '2 PUBLISH', headers: publish(600, 'SIP-If-Match: a') })
      .answer(500_010, 412, 'Conditional Request Failed', { cseq: '2 PUBLISH' });
    expect(bench.exchange()).toMatchObject({
      state: 'rejected',
      words: 'closed; 412 Conditional Request Failed: what was published before is not known there (any more)',
    });
    bench
      .ask(500_020, 'PUBLISH', { cseq: '3 PUBLISH', headers: publish(600), ...PIDF })
      .answer(500_030, 200, 'OK', { cseq: '3 PUBLISH', headers: ['Expires: 600'] })
      .end();
    expect(toldBy(bench)).toEqual(['publish', 'active', 'closed; published for 600 s']);
  });
});
