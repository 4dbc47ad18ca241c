import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePreferences, withRecentFile } from '../../../renderer/store/preferences';

const DEFAULTS = parsePreferences(null);

describe('preferences', () => {
  it.each([
    ['nothing', null],
    ['no JSON', '{'],
    ['no object', '[1,2]'],
    ['null', 'null'],
    ['another program', '{"theme":7,"ring":"big","columns":{"calls":{"widths":{"a":-5},"hidden":0}}}'],
  ])('take their defaults from %s', (_name, text) => expect(parsePreferences(text)).toEqual(DEFAULTS));

  it('keep what is valid beside what is not', () => {
    const parsed = parsePreferences('{"theme":"light","timeMode":"never","captureFilter":"port 5060"}');
    expect([parsed.theme, parsed.timeMode, parsed.captureFilter]).toEqual(['light', 'sinceStart', 'port 5060']);
  });

  it('come back as they were stored', () => {
    const chosen = {
      ...DEFAULTS,
      theme: 'dark' as const,
      columns: { calls: { widths: { from: 200 }, hidden: ['to'] } },
    };
    expect(parsePreferences(JSON.stringify(chosen))).toEqual(chosen);
  });

  it('never throw, whatever is stored', () => {
    fc.assert(fc.property(fc.oneof(fc.json(), fc.string()), (text) => parsePreferences(text).ring !== undefined));
  });

  it('list a recent file once, newest first, eight at most', () => {
    const files = Array.from({ length: 12 }, (_, n) => `/c/${n}.pcap`).reduce<string[]>(withRecentFile, []);
    expect(files).toHaveLength(8);
    expect(withRecentFile(files, '/c/8.pcap').slice(0, 2)).toEqual(['/c/8.pcap', '/c/11.pcap']);
  });
});
