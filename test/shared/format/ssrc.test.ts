import { expect, it } from 'vitest';
import { formatSsrc } from '../../../shared/format/ssrc';

it.each([
  [0, '0x00000000'],
  [0x1234abcd, '0x1234abcd'],
  [0xffff_ffff, '0xffffffff'],
])('writes %d as eight digits', (ssrc, text) => expect(formatSsrc(ssrc)).toBe(text));
