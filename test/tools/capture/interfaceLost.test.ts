/** A pair of virtual Ethernet interfaces is made and taken away under a running capture (Linux, root rights). */
import { execFileSync, spawnSync } from 'node:child_process';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, type TestContext } from 'vitest';
import { livingCaptureChildren } from '../../../main/engine/capture/captureChild';
import { SOURCE_ORDER } from '../../../main/engine/capture/captureSources';
import type { SourceName } from '../../../shared/protocol/captureState';
import { builtCapHelper, type BuiltCapHelper } from '../../fixtures/builtCapHelper';
import { reasonsToSkip, record } from './liveSources';

const NEAR = 'ladderlost0';
const FAR = 'ladderlost1';
const ip = (...words: string[]) => execFileSync('ip', words, { stdio: 'pipe' });

let helper: BuiltCapHelper;
let reasons: Record<SourceName, string>;
let mayMake = false;

beforeAll(async () => {
  helper = await builtCapHelper();
  reasons = await reasonsToSkip(helper.path);
});
afterAll(() => helper.remove());
beforeEach(() => {
  mayMake = spawnSync('ip', ['link', 'add', NEAR, 'type', 'veth', 'peer', 'name', FAR]).status === 0;
  if (!mayMake) return;
  ip('link', 'set', NEAR, 'up');
  ip('link', 'set', FAR, 'up');
});
afterEach(() => {
  spawnSync('ip', ['link', 'delete', NEAR]);
  expect(livingCaptureChildren()).toEqual([]);
});

const skipWithout = (context: TestContext, source: SourceName): void => {
  if (reasons[source] !== '') context.skip(`${source}: ${reasons[source]}`);
  if (!mayMake) context.skip('virtual Ethernet interfaces cannot be made here');
};

describe.each(SOURCE_ORDER)('%s', (source) => {
  it('ends with a problem when the interface goes away', async (context) => {
    skipWithout(context, source);
    const recording = await record({ source, capHelperPath: helper.path, filter: 'udp port 9', interfaceName: NEAR });
    ip('link', 'delete', NEAR);
    const problem = await recording.untilEnded;
    expect(problem?.problem).toMatch(/ended by itself .*(disappeared|no longer|went down)/);
    expect(problem?.advice).toMatch(/interface/);
  });
});
