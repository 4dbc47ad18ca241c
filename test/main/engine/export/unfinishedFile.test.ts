import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UnfinishedFile } from '../../../../main/engine/export/unfinishedFile';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'unfinished-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const words = new TextEncoder();

describe('a file that appears when it is whole', () => {
  it('has its name only after it is kept', () => {
    const path = join(folder, 'a.pcap');
    const file = new UnfinishedFile(path);
    file.write(words.encode('one '));
    file.write(words.encode('two'));
    expect(existsSync(path)).toBe(false);
    file.keep();
    file.discard();
    expect(readdirSync(folder)).toEqual(['a.pcap']);
    expect([readFileSync(path, 'utf8'), file.bytes]).toEqual(['one two', 7]);
  });

  it('leaves nothing behind when it is discarded, and what was there before stays', () => {
    const path = join(folder, 'a.pcap');
    writeFileSync(path, 'before');
    const file = new UnfinishedFile(path);
    file.write(words.encode('half'));
    file.discard();
    file.discard();
    expect(readdirSync(folder)).toEqual(['a.pcap']);
    expect(readFileSync(path, 'utf8')).toBe('before');
  });

  it('lets two write to one name; the later one stays', () => {
    const path = join(folder, 'a.pcap');
    const [first, second] = [new UnfinishedFile(path), new UnfinishedFile(path)];
    first.write(words.encode('first'));
    second.write(words.encode('second'));
    second.keep();
    first.keep();
    expect(readdirSync(folder)).toEqual(['a.pcap']);
    expect(readFileSync(path, 'utf8')).toBe('first');
  });

  it('follows a link to the file behind it', () => {
    const [target, link] = [join(folder, 'target'), join(folder, 'link')];
    writeFileSync(target, 'before');
    symlinkSync(target, link);
    const file = new UnfinishedFile(link);
    file.write(words.encode('after'));
    file.keep();
    expect(readFileSync(target, 'utf8')).toBe('after');
    expect(readdirSync(folder).sort()).toEqual(['link', 'target']);
  });
});

describe('what cannot be written is refused in one line', () => {
  it.each<[string, () => string, RegExp]>([
    ['no such folder', () => join(folder, 'no', 'a.pcap'), /no does not exist\. Check the path\.$/],
    [
      'a file where a folder should be',
      () => {
        writeFileSync(join(folder, 'plain'), '');
        return join(folder, 'plain', 'a.pcap');
      },
      /plain does not exist|is a file/,
    ],
    [
      'a folder of this name',
      () => {
        mkdirSync(join(folder, 'a.pcap'));
        return join(folder, 'a.pcap');
      },
      /a\.pcap is a folder\./,
    ],
    ['a device', () => '/dev/null', /\/dev\/null cannot be used: it is a device or a pipe/],
    ['a name with a NUL', () => join(folder, 'a\u0000b'), /cannot be used/],
    ['a name that is too long', () => join(folder, 'x'.repeat(300)), /too long/],
  ])('%s', (_name, make, line) => {
    const path = make();
    const before = readdirSync(folder);
    let message = '';
    try {
      new UnfinishedFile(path);
    } catch (error) {
      message = error instanceof Error ? error.message : '';
    }
    expect(message).toMatch(line);
    expect(message).not.toContain('\n');
    expect(readdirSync(folder)).toEqual(before);
  });
});
