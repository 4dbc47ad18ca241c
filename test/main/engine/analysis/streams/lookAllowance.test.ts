import { describe, expect, it } from 'vitest';
import { LookAllowance } from '../../../../../main/engine/analysis/streams/lookAllowance';

describe('LookAllowance', () => {
  it('asks again once the bytes that are needed are there', () => {
    const allowance = new LookAllowance();
    allowance.grant(10);
    expect(allowance.isOfUse(10)).toBe(true);
    allowance.spend(10, 20);
    expect([allowance.isOfUse(19), allowance.isOfUse(20)]).toEqual([false, true]);
    allowance.begin();
    expect(allowance.isOfUse(1)).toBe(true);
  });

  it('keeps the work linear when a long unit comes byte by byte', () => {
    const allowance = new LookAllowance();
    let lookedAtBytes = 0;
    for (let lengthBytes = 1; lengthBytes <= 100_000; lengthBytes += 1) {
      allowance.grant(1);
      if (!allowance.isOfUse(lengthBytes)) continue;
      lookedAtBytes += lengthBytes;
      allowance.spend(lengthBytes);
    }
    expect(lookedAtBytes).toBeGreaterThan(1_000_000);
    expect(lookedAtBytes).toBeLessThan(300 * 100_000);
  });
});
