import type { DigestResult } from '../../../shared/protocol/digestCheck';
import { EngineWindow } from '../../fixtures/engineWindow';
import { RunningEngine } from '../../fixtures/runningEngine';
import type { TimedFrame } from '../mergeFlows';

/** What the engine says of every message with credentials, tried with this password. */
export async function checkCredentials(
  frames: Iterable<TimedFrame>,
  password: string,
): Promise<readonly DigestResult[]> {
  const running = new RunningEngine();
  try {
    const window = EngineWindow.on(await running.openFrames(frames));
    const { rows } = await window.ask('listMessages', { count: 1000 });
    const results: DigestResult[] = [];
    for (const { index } of rows) {
      const detail = await window.ask('readMessage', { message: index });
      if (detail === 'evicted' || !new TextDecoder().decode(detail.bytes).includes('Authorization: ')) continue;
      const check = await window.ask('checkDigest', { message: index, password });
      if (check !== 'evicted') results.push(check.result);
    }
    return results;
  } finally {
    await running.close();
  }
}
