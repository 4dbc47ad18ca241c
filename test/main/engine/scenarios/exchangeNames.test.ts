import { describe, expect, it } from 'vitest';
import type { ExchangeState } from '../../../../shared/protocol/exchangeRows';
import type { ExchangeKind } from '../../../../shared/sip/scenarios';
import * as flows from '../../../generator/scenarios/exchanges';
import * as keepalives from '../../../generator/scenarios/keepalives';
import { clickToDial, pickup } from '../../../generator/scenarios/transfers';
import { findIn, type Play } from './findings';

type Row = readonly [
  name: string,
  play: Play,
  /** Of several, any is a fair reading. */
  kinds: readonly ExchangeKind[],
  state: ExchangeState,
  words: RegExp,
];

const ROWS: readonly Row[] = [
  ['MESSAGE', flows.instantMessage, ['message'], 'done', /See you at ten/],
  ['MESSAGE with credentials', flows.messageWithCredentials, ['message'], 'done', /Trunk is up again/],
  ['MESSAGE to nobody', flows.messageRefused, ['message'], 'rejected', /./],
  ['OPTIONS', flows.optionsAsked, ['options'], 'done', /./],
  ['message waiting', flows.messageWaiting, ['messageWaiting'], 'active', /3 new/],
  ['message waiting, not asked for', flows.messageWaitingUnasked, ['messageWaiting', 'notify'], 'done', /./],
  ['presence to its end', flows.presence, ['presence'], 'ended', /./],
  ['busy lamp', flows.busyLamp, ['dialogState'], 'active', /./],
  ['an event that nobody knows', flows.subscriptionRefused, ['subscription'], 'rejected', /./],
  ['a publication, removed', flows.publication, ['publish'], 'ended', /./],
  ['a publication that is gone', flows.publicationUnknown, ['publish'], 'rejected', /./],
  ['INFO outside a call', flows.infoOutside, ['info', 'cannotTell'], 'rejected', /./],
  ['REFER outside a call', clickToDial, ['refer'], 'done', /./],
  ['one look at the dialogs of a telephone', pickup, ['dialogState'], 'done', /./],
];

describe('the names of exchanges', () => {
  it.each(ROWS)('%s', (_name, play, kinds, state, words) => {
    const { exchanges, decoderFaults } = findIn(play);
    expect(decoderFaults).toBe(0);
    expect(exchanges).toHaveLength(1);
    const [row] = exchanges;
    expect(kinds).toContain(row?.kind);
    expect(row?.state).toBe(state);
    expect(row?.words).toMatch(words);
  });

  it('a MESSAGE that nobody answered, beside one that was', () => {
    const { exchanges } = findIn(flows.messageUnanswered);
    expect(exchanges.map(({ kind, state }) => [kind, state])).toEqual([
      ['message', 'unanswered'],
      ['message', 'done'],
    ]);
  });

  it('the end of a call without its beginning', () => {
    const { exchanges, calls } = findIn(flows.onlyTheEnd);
    const named = [...exchanges.map(({ kind }) => kind), ...calls.map(({ scenario }) => scenario.kind)];
    expect(named).toEqual(['cannotTell']);
  });
});

describe('keepalives', () => {
  const only = (play: Play) => {
    const rows = findIn(play).keepalives;
    expect(rows).toHaveLength(1);
    const [row] = rows;
    return row && { method: row.method, sent: row.sent, answered: row.answered, lost: row.lost, state: row.state };
  };

  it('OPTIONS, all answered', () => {
    expect(only(keepalives.answeredPings)).toEqual({ method: 'options', sent: 6, answered: 6, lost: 0, state: 'up' });
    expect(findIn(keepalives.answeredPings).keepalives[0]?.intervalMs).toBeCloseTo(60_000, -2);
  });

  it('OPTIONS, two lost and back again', () => {
    expect(only(keepalives.downAndUp)).toEqual({ method: 'options', sent: 6, answered: 4, lost: 2, state: 'up' });
    const ups = findIn(keepalives.downAndUp).keepalives[0]?.changes.map(({ up }) => up);
    expect(ups?.slice(-2)).toEqual([false, true]);
  });

  it('OPTIONS, gone for good', () => {
    expect(only(keepalives.goneForGood)).toEqual({ method: 'options', sent: 4, answered: 2, lost: 2, state: 'down' });
  });

  it('OPTIONS, answered with 404: there is somebody', () => {
    expect(only(keepalives.answeredWith404)).toMatchObject({ answered: 3, lost: 0, state: 'up' });
  });

  it('two line ends', () => {
    expect(only(keepalives.lineEnds)).toEqual({
      method: 'crlf',
      sent: 4,
      answered: null,
      lost: null,
      state: 'cannotTell',
    });
  });

  it('STUN to the port of SIP', () => {
    expect(only(keepalives.stunPings)).toEqual({ method: 'stun', sent: 4, answered: 4, lost: 0, state: 'up' });
  });

  it('cannot be told from the questions alone', () => {
    let keep: ReturnType<typeof keepalives.onlyAsked> | undefined;
    const play: Play = (scene) => {
      keep = keepalives.onlyAsked(scene);
    };
    const [row] = findIn(play, ({ source }) => keep?.(source) ?? true).keepalives;
    expect(row).toMatchObject({ sent: 3, state: 'cannotTell' });
  });
});
