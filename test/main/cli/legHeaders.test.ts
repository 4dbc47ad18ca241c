import { describe, expect, it } from 'vitest';
import { DEFAULT_LEG_HEADERS } from '../../../shared/sip/legHeaders';
import { fakeEngine } from '../../double/fakeEngine';
import { runWords } from './runWords';

function listening() {
  const asked: unknown[] = [];
  const engine = fakeEngine({});
  const { command } = engine;
  const listener = {
    ...engine,
    command: ((name: Parameters<typeof command>[0], ask: never) => {
      if (name !== 'setLegHeaders') return command(name, ask);
      asked.push(ask);
      return Promise.resolve(null);
    }) as typeof command,
  };
  return { asked, listener };
}

describe('--leg-header', () => {
  it('adds names to the usual ones', async () => {
    const { asked, listener } = listening();
    const words = ['analyze', 'x.pcap', '--leg-header', 'X-Tenant', '--leg-header', 'X-Other'];
    expect((await runWords(words, listener)).code).toBe(0);
    expect(asked).toEqual([{ names: [...DEFAULT_LEG_HEADERS, 'X-Tenant', 'X-Other'] }]);
  });

  it('is not told when it is not given', async () => {
    const { asked, listener } = listening();
    await runWords(['analyze', 'x.pcap'], listener);
    expect(asked).toEqual([]);
  });

  it('takes names only', async () => {
    const { code, stderr } = await runWords(['analyze', 'x.pcap', '--leg-header', 'X: y'], listening().listener);
    expect(code).toBe(2);
    expect(stderr).toContain('Write the name of a header field.');
  });
});
