import { tmpdir } from 'node:os';
import { expect, it, vi } from 'vitest';
import { Workbench } from '../../../main/engine/workbench';

vi.mock('../../../main/engine/liveRecording', () => ({
  LiveRecording: { start: () => Promise.reject(new Error('ENOSPC: no space left on device')) },
}));

const OPTIONS = { version: 'test', samplesFolder: '', capHelperPath: '', scratchFolder: null };

it('is free again after a recording whose start threw', async () => {
  const workbench = new Workbench(OPTIONS, tmpdir(), () => undefined);
  const started = await workbench.record({
    interfaceName: 'lo',
    filter: '',
    source: 'auto',
    ring: { filesizeKb: null, durationS: null, packets: null, files: null },
    saveAs: null,
    stopAfter: { durationS: null, packets: null, filesizeKb: null },
  });
  const problem = expect.stringContaining('no space left on device') as string;
  expect(started).toMatchObject({ ok: false, error: { problem } });
  expect(workbench.state).toMatchObject({ kind: 'failed', name: 'lo' });
  expect(workbench.busy).toBeNull();
  await workbench.stopRecording();
});
