import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BoundedOutput } from '../../../../main/engine/capture/boundedOutput';

describe('BoundedOutput', () => {
  it('hands on every byte in order, however little the pipe takes at a time', () => {
    const pieces = fc.array(fc.uint8Array({ minLength: 1, maxLength: 50 }), { maxLength: 20 });
    const appetite = fc.array(fc.nat(30), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(pieces, appetite, (offered, takes) => {
        const arrived: number[] = [];
        let turn = 0;
        const output = new BoundedOutput((bytes) => {
          const taken = Math.min(bytes.length, takes[turn++ % takes.length]!);
          arrived.push(...bytes.subarray(0, taken));
          return taken;
        }, 1000);
        for (const bytes of offered) {
          const reused = bytes.slice();
          output.offer(reused);
          reused.fill(0xff);
        }
        const all = offered.flatMap((bytes) => [...bytes]);
        expect(arrived.length + output.pendingBytes).toBe(all.length);
        if (takes.some((taken) => taken > 0)) while (output.pendingBytes > 0) output.drain();
        expect(arrived).toEqual(all.slice(0, arrived.length));
      }),
    );
  });

  it('is full when as many bytes wait as it may keep, and no longer once they are gone', () => {
    let taking = 0;
    const output = new BoundedOutput((bytes) => Math.min(bytes.length, taking), 10);
    output.offer(new Uint8Array(9));
    expect(output.full).toBe(false);
    output.offer(new Uint8Array(1));
    expect(output).toMatchObject({ full: true, pendingBytes: 10 });
    taking = 100;
    output.drain();
    expect(output).toMatchObject({ full: false, pendingBytes: 0 });
  });

  it('keeps nothing once the reader has gone', () => {
    let gone = false;
    const output = new BoundedOutput(() => (gone ? null : 0), 10);
    output.offer(new Uint8Array(5));
    gone = true;
    output.offer(new Uint8Array(5));
    expect(output).toMatchObject({ closed: true, pendingBytes: 0 });
  });
});
