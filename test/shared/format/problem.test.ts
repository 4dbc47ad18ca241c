import { describe, expect, it } from 'vitest';
import { problemInOneLine } from '../../../shared/format/problem';

describe('problemInOneLine', () => {
  it.each([
    [{ problem: 'x.pcap is empty.', advice: 'Choose a capture.', command: null }, 'x.pcap is empty. Choose a capture.'],
    [
      { problem: 'eth0 is down', advice: 'Bring it up', command: 'ip link set eth0 up' },
      'eth0 is down. Bring it up. Run: ip link set eth0 up',
    ],
    [
      { problem: 'No permission.', advice: 'Run this once: sudo x', command: 'sudo x' },
      'No permission. Run this once: sudo x.',
    ],
    [
      { problem: 'No permission.', advice: 'Run this once:', command: 'sudo x' },
      'No permission. Run this once: sudo x',
    ],
    [{ problem: 'It ended', advice: '', command: null }, 'It ended.'],
  ])('%o', (problem, line) => expect(problemInOneLine(problem)).toBe(line));
});
