import { describe, expect, it } from 'vitest';
import { isShortcut, isTyping, shortcutText } from '../../../renderer/shell/keys';

const key = (name: string, change = {}) => ({ key: name, ctrlKey: false, metaKey: false, altKey: false, ...change });

describe('shortcuts', () => {
  it.each([
    ['Mod K', key('k', { ctrlKey: true }), true],
    ['Mod K', key('K', { metaKey: true }), true],
    ['Mod K', key('k'), false],
    ['Mod K', key('k', { ctrlKey: true, altKey: true }), false],
    ['/', key('/'), true],
    ['/', key('/', { ctrlKey: true }), false],
    ['?', key('?'), true],
  ])('%s by %o: %s', (shortcut, press, expected) => expect(isShortcut(shortcut, press)).toBe(expected));

  it('writes the modifier as the machine does', () => {
    expect([shortcutText('Mod K', 'darwin'), shortcutText('Mod K', 'linux')]).toEqual(['⌘ K', 'Ctrl K']);
  });

  it('leaves plain keys to fields, but not to radio buttons', () => {
    const field = document.createElement('input');
    const radio = Object.assign(document.createElement('input'), { type: 'radio' });
    expect([isTyping(field), isTyping(radio), isTyping(document.body)]).toEqual([true, false, false]);
  });
});
