import { describe, expect, it } from 'vitest';
import { fileNamePart } from '../../../shared/format/fileNamePart';

describe('fileNamePart', () => {
  it.each([
    ['+49301234', '+49301234'],
    ['../../etc', 'etc'],
    ['a/b\\c:"<>|\u0000', 'a-b-c'],
    ['王', '王'],
    ['..', 'unknown'],
    ['', 'unknown'],
    ['𝒳'.repeat(99), '𝒳'.repeat(40)],
    [`a${'-'.repeat(100_000)}b`, 'a'],
  ])('%j', (text, name) => expect(fileNamePart(text)).toBe(name));
});
