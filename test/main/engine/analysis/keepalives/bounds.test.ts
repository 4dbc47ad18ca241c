import { array, assert, double, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ChangeLog } from '../../../../../main/engine/analysis/keepalives/changeLog';
import { KeepaliveTable } from '../../../../../main/engine/analysis/keepalives/keepaliveTable';
import { Probes } from '../../../../../main/engine/analysis/keepalives/probes';
import { RecentFigures } from '../../../../../main/engine/analysis/recentFigures';

const end = (port: number) => ({ address: '192.0.2.1', port });
const SERVER = { address: '192.0.2.2', port: 5060 };

describe('RecentFigures', () => {
  it('has the median of the latest figures', () => {
    assert(
      property(
        array(double({ noNaN: true, min: 0, max: 1e9 }), { maxLength: 40 }),
        integer({ min: 1, max: 9 }),
        (all, most) => {
          const figures = new RecentFigures(most);
          all.forEach((figure) => figures.add(figure));
          const median = figures.median();
          const latest = all.slice(-most);
          expect(median === null).toBe(latest.length === 0);
          if (median === null) return;
          expect(latest.filter((figure) => figure <= median).length * 2).toBeGreaterThanOrEqual(latest.length);
          expect(latest.filter((figure) => figure >= median).length * 2).toBeGreaterThanOrEqual(latest.length);
        },
      ),
    );
  });
});

describe('KeepaliveTable', () => {
  it('lets go those that were quiet longest, and says which', () => {
    const table = new KeepaliveTable(2);
    const [first, second] = [1, 2].map((port) => table.obtain('crlf', end(port), SERVER, port));
    table.noteChanged(second!);
    expect(table.takeChanged()).toEqual({ keepalives: [second!.key], removed: [] });
    table.obtain('crlf', end(1), SERVER, 3);
    table.obtain('crlf', end(3), SERVER, 4);
    expect([table.find(first!.key), table.find(second!.key), table.dropped]).toEqual([first, undefined, 1]);
    expect(table.takeChanged()).toEqual({ keepalives: [], removed: [second!.key] });
    expect([...table.ofHosts(SERVER, end(9))].map(({ source }) => source.port)).toEqual([1, 3]);
  });
});

describe('Probes', () => {
  it('says nothing of those that left because of the bound', () => {
    const lost: string[] = [];
    const probes = new Probes(2, ({ id }) => lost.push(id));
    const record = new KeepaliveTable(1).obtain('options', end(1), SERVER, 0);
    for (const id of ['a', 'b', 'c']) probes.add(record, id, { atMs: 0, frame: 1 }, 0);
    probes.take('b');
    probes.passTime(31_999);
    expect(lost).toEqual([]);
    probes.passTime(32_000);
    expect(lost).toEqual(['c']);
  });
});

describe('ChangeLog', () => {
  it('tells changes in order of time, each another than before', () => {
    const event = integer({ min: 0, max: 3 });
    assert(
      property(array(event, { maxLength: 200 }), (events) => {
        const log = new ChangeLog();
        events.forEach((kind, at) => {
          if (kind === 0) log.noteLoss(at * 1000, at + 1);
          else log.noteAnswer(kind === 1 ? '200 OK' : '503', at * 1000, at * 1000 + 5, at + 1);
        });
        const rows = log.rows('request');
        expect(rows.length).toBeLessThanOrEqual(50);
        rows.forEach((row, at) => {
          const before = rows[at - 1];
          if (before === undefined) return;
          expect(row.atMs).toBeGreaterThanOrEqual(before.atMs);
          expect([row.up, row.words]).not.toEqual([before.up, before.words]);
        });
        const last = events.at(-1);
        expect(log.isDown).toBe(last === 0);
      }),
    );
  });
});
