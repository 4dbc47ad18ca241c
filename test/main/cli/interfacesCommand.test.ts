import { expect, it } from 'vitest';
import type { Answers } from '../../../shared/protocol/commands';
import { fakeEngine } from '../../double/fakeEngine';
import { runWords } from './runWords';

type Listed = Answers['listInterfaces'];
const interfaces: Listed['interfaces'] = [
  { number: 1, name: 'eth0', description: '', addresses: ['10.0.0.1', 'fe80::1'], loopback: false, up: true },
  { number: 2, name: 'lo', description: 'Loopback', addresses: [], loopback: true, up: false },
];
const problem = { problem: 'No permission.', advice: 'Join the group.', command: 'sudo x' };
const withInterfaces = (listed: Listed): ReturnType<typeof fakeEngine> => fakeEngine({}, { listInterfaces: listed });

it('numbers the interfaces like tshark -D', async () => {
  const engine = withInterfaces({ interfaces, sources: [], problem: null });
  expect(await runWords(['interfaces'], engine)).toEqual({
    code: 0,
    stdout: '1. eth0  10.0.0.1 fe80::1\n2. lo (Loopback)  down\n',
    stderr: '',
  });
});

it('prints one object with --json', async () => {
  const { stdout } = await runWords(['interfaces', '--json'], withInterfaces({ interfaces, sources: [], problem }));
  expect(JSON.parse(stdout)).toEqual({ schemaVersion: 1, interfaces, sources: [], problem });
});

it('lists what there is and says what is missing', async () => {
  const { code, stderr } = await runWords(['interfaces'], withInterfaces({ interfaces, sources: [], problem }));
  expect([code, stderr]).toEqual([0, 'No permission. Join the group. Run: sudo x\n']);
});

it('fails when there is none', async () => {
  const { code, stderr } = await runWords(['interfaces'], withInterfaces({ interfaces: [], sources: [], problem }));
  expect([code, stderr]).toEqual([1, 'laddergram: No permission. Join the group. Run: sudo x\n']);
});
