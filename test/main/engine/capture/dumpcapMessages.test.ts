import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DumpcapMessages, type DumpcapMessage } from '../../../../main/engine/capture/dumpcapMessages';
import { dumpcapSource } from '../../../../main/engine/capture/dumpcapSource';

const message = (letter: string, body: Uint8Array | string): Buffer => {
  const bytes = typeof body === 'string' ? Buffer.from(`${body}\0`) : Buffer.from(body);
  const header = Buffer.alloc(4);
  header.writeUIntBE(bytes.length, 1, 3);
  header.write(letter, 0, 'latin1');
  return Buffer.concat([header, bytes]);
};
const errorMessage = (primary: string, secondary: string): Buffer =>
  message('E', Buffer.concat([message('E', primary), message('E', secondary)]));

const readAll = (messages: DumpcapMessages): DumpcapMessage[] => {
  const seen: DumpcapMessage[] = [];
  for (let one = messages.next(); one !== null; one = messages.next()) seen.push(one);
  return seen;
};

const STREAM = Buffer.concat([
  Buffer.from('\n** a line of a logger\n'),
  message('F', '-'),
  errorMessage('There is no device named "x".\n(No such device exists)', ''),
  message('B', "0:can't parse filter expression: syntax error"),
  message('D', '12:lo'),
]);
const MESSAGES: readonly DumpcapMessage[] = [
  { letter: '', text: '' },
  { letter: '', text: '** a line of a logger' },
  { letter: 'F', text: '-' },
  { letter: 'E', text: 'There is no device named "x".\n(No such device exists)' },
  { letter: 'B', text: "0:can't parse filter expression: syntax error" },
  { letter: 'D', text: '12:lo' },
];

describe('DumpcapMessages', () => {
  it('reads messages and plain lines wherever the stream is cut', () => {
    for (let cut = 0; cut <= STREAM.length; cut++) {
      const messages = new DumpcapMessages();
      messages.feed(STREAM.subarray(0, cut));
      const seen = readAll(messages);
      messages.feed(STREAM.subarray(cut));
      expect([...seen, ...readAll(messages)]).toEqual(MESSAGES);
    }
  });

  it('never throws and always comes to an end', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 })), (chunks) => {
        const messages = new DumpcapMessages();
        for (const chunk of chunks) {
          messages.feed(chunk);
          expect(readAll(messages).length).toBeLessThanOrEqual(chunks.length * 200);
        }
      }),
    );
  });
});

describe('what dumpcap says', () => {
  const watcherAfter = (...chunks: readonly Uint8Array[]) => {
    const watcher = dumpcapSource.watch();
    for (const chunk of chunks) watcher.feed(chunk);
    return watcher;
  };

  it('is that it captures, and at its end what was dropped', () => {
    const watcher = watcherAfter(message('F', '-'));
    expect(watcher).toMatchObject({ capturing: true, droppedPackets: null, lastWords: '' });
    watcher.feed(message('D', '12:lo'));
    expect(watcher.droppedPackets).toBe(12);
  });

  it('is the primary text of an error on one line', () => {
    const secondary = 'On Debian and Debian derivatives …';
    const primary = 'You do not have permission to capture on device "lo".\n(socket: Operation not permitted)';
    expect(watcherAfter(errorMessage(primary, secondary)).lastWords).toBe(primary.replace('\n', ' '));
  });

  it('is the complaint about a filter without the number of the interface', () => {
    expect(watcherAfter(message('B', "0:can't parse filter expression: syntax error")).lastWords).toBe(
      "can't parse filter expression: syntax error",
    );
  });
});
