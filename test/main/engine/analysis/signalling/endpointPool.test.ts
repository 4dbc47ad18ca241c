import { describe, expect, it } from 'vitest';
import { EndpointPool } from '../../../../../main/engine/analysis/signalling/endpointPool';

describe('EndpointPool', () => {
  it('has one object and number per address and port', () => {
    const pool = new EndpointPool();
    const first = pool.of('192.0.2.1', 5060);
    const other = pool.of('192.0.2.1', 5061);
    expect(pool.keep({ address: '192.0.2.1', port: 5060 })).toBe(first);
    expect(other).toEqual({ address: '192.0.2.1', port: 5061 });
    expect(pool.numberOf(other)).not.toBe(pool.numberOf(first));
  });

  it('never gives one number to two endpoints, even after it forgot', () => {
    const pool = new EndpointPool(2);
    const numbers = [1, 2, 3, 4].map((port) => pool.numberOf(pool.of('192.0.2.1', port)));
    expect(new Set(numbers).size).toBe(4);
  });
});
