import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { SOURCE_ORDER } from '../../../main/engine/capture/captureSources';
import type { SourceName } from '../../../shared/protocol/captureState';
import { builtCapHelper, builtProgram, type BuiltProgram } from '../../fixtures/builtCapHelper';
import { openLoopbackPort, sendDatagrams, type LoopbackPort } from '../../fixtures/udpSender';
import { reasonsToSkip } from './liveSources';

let helper: BuiltProgram;
let engine: BuiltProgram;
let port: LoopbackPort;
let reasons: Record<SourceName, string>;

beforeAll(async () => {
  helper = await builtCapHelper();
  engine = await builtProgram('captureForEver', 'test/tools/capture/captureForEver.ts');
  reasons = await reasonsToSkip(helper.path);
  port = await openLoopbackPort();
});
afterAll(() => {
  helper.remove();
  engine.remove();
  port.close();
});

const skipWithout = (context: TestContext, source: SourceName): void => {
  if (reasons[source] !== '') context.skip(`${source}: ${reasons[source]}`);
};

type Capturing = { readonly engine: ChildProcessWithoutNullStreams; readonly sourcePid: number };

async function startEngine(source: SourceName): Promise<Capturing> {
  const started = spawn(process.execPath, [engine.path, source, helper.path, `udp dst port ${port.port}`]);
  const [line] = (await once(started.stdout, 'data')) as [Buffer];
  const sourcePid = Number(line.toString());
  expect(isLiving(sourcePid)).toBe(true);
  return { engine: started, sourcePid };
}

function isLiving(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe.each(SOURCE_ORDER)('%s', (source) => {
  it('ends with an engine that exits', async (context) => {
    skipWithout(context, source);
    const { engine: started, sourcePid } = await startEngine(source);
    started.stdin.write('\n');
    await once(started, 'close');
    await expect.poll(() => isLiving(sourcePid), { timeout: 3000 }).toBe(false);
  });

  it('ends with an engine that is told to end and has no handler for that', async (context) => {
    skipWithout(context, source);
    const { engine: started, sourcePid } = await startEngine(source);
    started.kill('SIGTERM');
    expect(await once(started, 'exit')).toEqual([null, 'SIGTERM']);
    await expect.poll(() => isLiving(sourcePid), { timeout: 3000 }).toBe(false);
  });

  it('ends with an engine that is killed, the helper at once, the others with the next packet', async (context) => {
    skipWithout(context, source);
    const { engine: started, sourcePid } = await startEngine(source);
    started.kill('SIGKILL');
    await once(started, 'exit');
    if (source !== 'cap') await sendDatagrams(port.port, 10);
    await expect.poll(() => isLiving(sourcePid), { timeout: 5000 }).toBe(false);
  });
});
