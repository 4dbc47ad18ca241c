import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callKey, type CallKey } from '../../../../shared/ids';
import { RunningEngine } from '../../../fixtures/runningEngine';
import { sipFrame } from '../../../fixtures/sipFrames';
import { sipRequest, type SipOptions } from '../../../fixtures/sipMessages';

let running: RunningEngine;
beforeEach(() => {
  running = new RunningEngine();
});
afterEach(() => running.close());

const invite = (atMs: number, callId: string, last: number, more: SipOptions = {}) =>
  sipFrame(atMs, sipRequest('INVITE', { callId, branches: [`z9hG4bK${callId}`], fromTag: callId, ...more }), {
    source: `192.0.2.${last}`,
    destination: `192.0.2.${last + 1}`,
  });

/** Two legs, and a call of other people with a header field of its own. */
async function opened() {
  const stranger = { from: 'sip:x@example.org', to: 'sip:y@example.org', headers: ['X-Tenant: tenant-12'] };
  const engine = await running.openFrames([
    invite(0, 'one', 1, { headers: ['X-Tenant: tenant-12'] }),
    invite(20, 'two', 2),
    invite(500, 'three', 70, stranger),
  ]);
  const { rows } = await engine.command('listCalls', {});
  const keys = rows.map(({ key }) => key) as [CallKey, CallKey, CallKey];
  const marks = async () => (await engine.command('listCalls', {})).rows.map(({ group }) => group?.calls ?? 1);
  return { engine, keys, marks };
}

describe('groups of calls', () => {
  it('are read, and stand in the rows of their calls', async () => {
    const { engine, keys, marks } = await opened();
    expect(await marks()).toEqual([2, 2, 1]);
    const group = await engine.command('readCallGroup', { call: keys[1] });
    expect(group).toMatchObject({ calls: keys.slice(0, 2), words: 'alice calls bob over 2 legs' });
    expect(group?.links).toMatchObject([{ kind: 'leg', confidence: 'likely', frames: [1, 2] }]);
    expect(await engine.command('readCallGroup', { call: keys[2] })).toBeNull();
  });

  it('are joined and split by hand, and the list shows it', async () => {
    const { engine, keys, marks } = await opened();
    await engine.command('joinCalls', { calls: [keys[1], keys[2]] });
    expect(await marks()).toEqual([3, 3, 3]);
    await engine.command('splitCall', { call: keys[1] });
    expect(await marks()).toEqual([1, 1, 1]);
    expect(await engine.command('readCallGroup', { call: keys[0] })).toBeNull();
  });

  it('follow the header fields that are chosen', async () => {
    const { engine, keys, marks } = await opened();
    await engine.command('setLegHeaders', { names: ['X-Tenant'] });
    expect(await marks()).toEqual([3, 3, 3]);
    const group = await engine.command('readCallGroup', { call: keys[2] });
    expect(group?.links.map(({ evidence }) => evidence.map(({ by }) => by))).toEqual([['usersAndTime'], ['header']]);
    await engine.command('setLegHeaders', { names: [] });
    expect(await marks()).toEqual([2, 2, 1]);
    await engine.command('setLegHeaders', { names: ['X-Tenant'] });
    expect(await (await opened()).marks(), 'the capture after it').toEqual([3, 3, 3]);
  });

  it('are none of calls that are not there, and without a capture', async () => {
    const { engine } = await opened();
    const nobody = callKey('call-99');
    expect(await engine.command('readCallGroup', { call: nobody })).toBeNull();
    expect(await engine.command('splitCall', { call: nobody })).toBeNull();
    await engine.command('closeCapture', {});
    expect(await engine.command('readCallGroup', { call: nobody })).toBeNull();
    expect(await engine.command('setLegHeaders', { names: ['X-Tenant'] })).toBeNull();
  });
});
