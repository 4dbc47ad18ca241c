import { describe, expect, it } from 'vitest';
import { programPlaces } from '../../../../main/engine/capture/programPlaces';

describe('programPlaces', () => {
  it('looks on PATH before the well-known places, each once, never in a relative folder', () => {
    const places = programPlaces('dumpcap', 'linux', '/home/a/bin:.:bin::/usr/bin');
    expect(places.slice(0, 3)).toEqual(['/home/a/bin/dumpcap', '/usr/bin/dumpcap', '/usr/local/bin/dumpcap']);
    expect(new Set(places).size).toBe(places.length);
  });

  it.each([
    ['dumpcap', 'darwin', '/Applications/Wireshark.app/Contents/MacOS/dumpcap'],
    ['dumpcap', 'darwin', '/opt/homebrew/bin/dumpcap'],
    ['dumpcap', 'win32', 'C:\\Program Files\\Wireshark\\dumpcap.exe'],
    ['tcpdump', 'linux', '/usr/sbin/tcpdump'],
    ['tcpdump', 'darwin', '/usr/sbin/tcpdump'],
  ] as const)('%s on %s may be %s', (name, platform, path) => {
    expect(programPlaces(name, platform, '')).toContain(path);
  });

  it('reads PATH of Windows', () => {
    expect(programPlaces('dumpcap', 'win32', 'D:\\Tools;relative')[0]).toBe('D:\\Tools\\dumpcap.exe');
  });

  it('knows no place of tcpdump on Windows', () => {
    expect(programPlaces('tcpdump', 'win32', '')).toEqual([]);
  });
});
