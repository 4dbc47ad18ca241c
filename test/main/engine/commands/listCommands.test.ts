import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ask } from '../../../../shared/protocol/commands';
import { OFFICE, ROUGH, RunningEngine } from '../../../fixtures/runningEngine';
import { sipFrame } from '../../../fixtures/sipFrames';
import { sipRequest } from '../../../fixtures/sipMessages';

let running: RunningEngine;
beforeAll(() => {
  running = new RunningEngine();
});
afterAll(() => running.close());

describe('the calls of the office', () => {
  beforeAll(async () => {
    await running.open(OFFICE);
  });

  it.each<[string, Ask<'listCalls'>, string]>([
    ['as they began', {}, '1001 1002 1003 1004 1005 1006'],
    ['the latest first', { descending: true }, '1006 1005 1004 1003 1002 1001'],
    ['by duration: those that never began last', { sort: 'duration' }, '1006 1005 1001 1002 1003 1004'],
    ['that failed', { chips: ['failed'] }, '1002 1003'],
    ['that were answered', { chips: ['answered'] }, '1001 1005 1006'],
    ['that are active', { chips: ['active'] }, ''],
    ['that failed and were answered', { chips: ['failed', 'answered'] }, ''],
    ['found by a name', { search: 'alice' }, '1001'],
    ['found by several words', { search: 'cancelled 10.1.0.4' }, '1004'],
    ['one page of them', { from: 2, count: 2 }, '1003 1004'],
    ['by state, backwards, one page', { sort: 'state', descending: true, count: 2 }, '1002 1003'],
  ])('%s', async (_name, ask, users) => {
    const { rows } = await running.engine.command('listCalls', ask);
    expect(rows.map(({ from }) => from.user).join(' ')).toBe(users);
  });

  it.each([')', '(', '[a-', '\\', '.*', '$', "';--", '\u0000', '%s', '💥'])(
    'survive a search for %j',
    async (search) => {
      const { engine } = running;
      expect((await engine.command('listCalls', { search })).matching).toBe(0);
      expect((await engine.command('listMessages', { search })).rows).toBeInstanceOf(Array);
      expect((await engine.command('listStreams', { search })).matching).toBe(0);
      expect((await engine.command('listRegistrations', { search })).matching).toBe(0);
    },
  );

  it('have messages that are found by what a person would type', async () => {
    const found = await running.engine.command('listMessages', { search: '486 busy', sort: 'method' });
    expect(found.rows.map(({ status }) => status)).toEqual([486, 486]);
    const all = await running.engine.command('listMessages', { count: 1000 });
    expect(all.rows.map(({ atMs }) => atMs)).toEqual(all.rows.map(({ atMs }) => atMs).toSorted((a, b) => a - b));
  });

  it('keep one version until something changes', async () => {
    const first = await running.engine.command('listCalls', {});
    const second = await running.engine.command('listCalls', { sort: 'codec' });
    expect(second.version).toBe(first.version);
    expect(first.version).toBeGreaterThan(0);
  });
});

describe('lists of other captures', () => {
  it('show bad audio where a limit is passed', async () => {
    const engine = await running.open(ROUGH);
    const { rows } = await engine.command('listCalls', { chips: ['badAudio'] });
    expect(rows.map(({ from }) => from.display)).toEqual(['Bursty loss', 'Scattered loss']);
    const [worst] = (await engine.command('listStreams', { sort: 'lost', descending: true })).rows;
    expect(worst?.lostPackets).toBe(27);
  });

  it('leave OPTIONS out, requests and answers, when asked to', async () => {
    const options = sipRequest('OPTIONS', { callId: 'ping' });
    const engine = await running.openFrames([sipFrame(0, options), sipFrame(1, sipRequest('INVITE'))]);
    expect((await engine.command('listMessages', {})).matching).toBe(2);
    const hidden = await engine.command('listMessages', { hideOptions: true });
    expect([hidden.matching, hidden.total, hidden.rows[0]?.method]).toEqual([1, 2, 'INVITE']);
  });

  it('answer a watch with the calls as they are, messages by time', async () => {
    const engine = await running.open(OFFICE);
    const { rows } = await engine.command('listCalls', {});
    const keys = rows.map(({ key }) => key);
    const watched = await engine.command('watchCalls', { calls: [keys[4]!, keys[0]!] });
    expect(watched.calls.map(({ key }) => key)).toEqual([keys[4], keys[0]]);
    expect(watched.streams).toHaveLength(4);
    const times = watched.messages.map(({ atMs }) => atMs);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(watched.messages).toHaveLength((rows[0]?.messageCount ?? 0) + (rows[4]?.messageCount ?? 0));
  });

  it('lead to a message with the fields that stand on its bytes', async () => {
    const engine = await running.open(OFFICE);
    const [row] = (await engine.command('listMessages', { search: 'invite' })).rows;
    const detail = await engine.command('readMessage', { message: row!.index });
    if (detail === 'evicted') throw new Error('evicted');
    expect(new TextDecoder().decode(detail.bytes)).toMatch(/^INVITE sip:5001@10\.2\.0\.1:5060 SIP\/2\.0\r\n/);
    expect(detail.fields.length).toBeGreaterThan(5);
    for (const { start, end } of detail.fields)
      expect(start >= 0 && end <= detail.bytes.length && start < end).toBe(true);
  });

  it('lead to a registration with its messages', async () => {
    const engine = await running.open(OFFICE);
    const [row] = (await engine.command('listRegistrations', {})).rows;
    const detail = await engine.command('readRegistration', { registration: row!.key });
    if (detail === 'evicted') throw new Error('evicted');
    expect(detail.messages.map(({ method, status }) => method ?? status)).toEqual(['REGISTER', 401, 'REGISTER', 200]);
  });
});
