import { describe, expect, it } from 'vitest';
import { EndpointPool } from '../../../../../main/engine/analysis/signalling/endpointPool';

describe('EndpointPool', () => {
  it('has one object per address and port', () => {
    const pool = new EndpointPool();
    const first = pool.of('192.0.2.1', 5060);
    const other = pool.of('192.0.2.1', 5061);
    expect(pool.keep({ address: '192.0.2.1', port: 5060 })).toBe(first);
    expect(other).toEqual({ address: '192.0.2.1', port: 5061 });
  });

  it('begins anew when it is full', () => {
    const pool = new EndpointPool(2);
    const first = pool.of('192.0.2.1', 1);
    pool.of('192.0.2.1', 2);
    expect(pool.of('192.0.2.1', 1)).toBe(first);
    pool.of('192.0.2.1', 3);
    expect(pool.of('192.0.2.1', 1)).not.toBe(first);
    expect(pool.of('192.0.2.1', 1)).toEqual(first);
  });
});
