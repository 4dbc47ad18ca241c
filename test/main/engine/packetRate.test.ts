import { expect, it } from 'vitest';
import { PacketRate } from '../../../main/engine/packetRate';

it('counts over at least a second, and begins anew with each figure', () => {
  const rate = new PacketRate(5000);
  rate.note(700, 5900);
  expect(rate.perSecond).toBe(0);
  rate.note(3000, 6500);
  expect(rate.perSecond).toBe(2000);
  rate.note(9000, 7400);
  expect(rate.perSecond).toBe(2000);
  rate.note(3000, 7500);
  expect(rate.perSecond).toBe(0);
});
