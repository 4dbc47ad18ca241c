import { expect, it } from 'vitest';
import { sixDecimals } from '../../../../main/engine/export/sixDecimals';

it.each([
  [0.1 + 0.2, 0.3],
  [1234.5678914, 1234.567891],
  [-0.0000016, -0.000002],
  [0, 0],
  [null, null],
])('%s is written as %s', (figure, expected) => {
  expect(sixDecimals(figure)).toBe(expected);
});
