import { describe, expect, it } from 'vitest';
import { capSource } from '../../../../main/engine/capture/capSource';
import type { SourceWatcher } from '../../../../main/engine/capture/captureSource';
import { tcpdumpSource } from '../../../../main/engine/capture/tcpdumpSource';

/** Byte by byte: lines come in any pieces. */
const feed = (watcher: SourceWatcher, text: string): SourceWatcher => {
  for (const byte of Buffer.from(text)) watcher.feed(Uint8Array.of(byte));
  return watcher;
};

describe('what tcpdump says', () => {
  const LISTENING = 'tcpdump: listening on lo, link-type EN10MB (Ethernet), snapshot length 262144 bytes\n';

  it('is that it captures', () => {
    expect(feed(tcpdumpSource.watch(), LISTENING)).toMatchObject({
      capturing: true,
      droppedPackets: null,
      lastWords: '',
    });
  });

  it('is its counts, on request and at the end', () => {
    const asked = '20 packets captured, 40 packets received by filter, 3 packets dropped by kernel\n';
    const watcher = feed(tcpdumpSource.watch(), `${LISTENING}tcpdump: ${asked}`);
    expect(watcher).toMatchObject({ droppedPackets: 3, lastWords: '' });
    feed(watcher, '21 packets captured\n41 packets received by filter\n');
    feed(watcher, '1 packet dropped by kernel\n2 packets dropped by interface\n');
    expect(watcher).toMatchObject({ droppedPackets: 3, lastWords: '' });
  });

  it.each([
    ["tcpdump: can't parse filter expression: syntax error\n", "can't parse filter expression: syntax error"],
    [
      "tcpdump: lo: You don't have permission to perform this capture on that device\n(socket: Operation not permitted)\n",
      "lo: You don't have permission to perform this capture on that device (socket: Operation not permitted)",
    ],
    ['tcpdump: data link type LINUX_SLL2\n', ''],
    ['dropped privs to tcpdump\n', ''],
    [`${LISTENING}tcpdump: pcap_loop: The interface disappeared\n`, 'pcap_loop: The interface disappeared'],
  ])('%j → %j', (text, lastWords) => {
    expect(feed(tcpdumpSource.watch(), text).lastWords).toBe(lastWords);
  });

  it('keeps nothing of an endless line', () => {
    const watcher = tcpdumpSource.watch();
    for (let round = 0; round < 100; round++) watcher.feed(Buffer.alloc(65_536, 0x78));
    watcher.feed(Buffer.from('\n'));
    expect(watcher.lastWords.length).toBeLessThanOrEqual(300);
  });
});

describe('what the helper around cap says', () => {
  it.each([
    ['Warning: SIOCGIFADDR: x: No such device - This may not actually work\n', ''],
    [
      'Warning: SIOCGIFADDR: x: No such device - This may not actually work\ncapHelper: No such device exists\n',
      'No such device exists',
    ],
    [
      "node:internal/modules/cjs/loader:1210\n  throw err;\n  ^\n\nError: Cannot find module '/x/capHelper.js'\n    at y\n",
      "Error: Cannot find module '/x/capHelper.js'",
    ],
    [
      "node: ../src/binding.cc:232: static void Pcap::cb_packets(uv_poll_t*, int, int): Assertion `status == 0' failed.\n",
      'The interface disappeared or went down',
    ],
  ])('%j → %j', (text, lastWords) => {
    expect(feed(capSource.watch(), text)).toMatchObject({ lastWords, droppedPackets: null });
  });
});
