import { describe, expect, it } from 'vitest';
import { findActions, orderedGroups } from '../../../renderer/shell/findActions';

const ACTIONS = [
  { group: 'Go to', title: 'Calls', enabled: true },
  { group: 'Capture', title: 'Close the capture', enabled: true },
  { group: 'Capture', title: 'Stop capturing', enabled: false },
  { group: 'Capture', title: 'Open a capture file…', enabled: true },
  { group: 'Calls', title: 'Clear all marks', enabled: true },
  { group: 'Message', title: 'Issues of the messages', enabled: true },
  { group: 'Time', title: 'Show time of day', enabled: false },
] as const;

const found = (text: string): string[] => findActions(ACTIONS, text).map(({ title }) => title);

describe('actions that a search finds', () => {
  it.each([
    ['clear', ['Clear all marks']],
    ['clear marks', ['Clear all marks']],
    ['CAPTURE', ['Close the capture', 'Open a capture file…', 'Stop capturing']],
    ['calls', ['Calls', 'Clear all marks']],
    ['apt', ['Close the capture', 'Open a capture file…', 'Stop capturing']],
    ['file capture', ['Open a capture file…']],
    ['clsthcpt', []],
  ])('“%s”', (text, titles) => expect(found(text)).toEqual(titles));

  it('puts groups in which nothing can be run last', () => {
    expect(orderedGroups(ACTIONS)).toEqual(['Go to', 'Capture', 'Calls', 'Message', 'Time', 'Window']);
    const idle = ACTIONS.map((action) => ({ ...action, enabled: action.group === 'Time' }));
    expect(orderedGroups(idle)[0]).toBe('Time');
  });
});
