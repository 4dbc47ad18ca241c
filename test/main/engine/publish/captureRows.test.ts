import { CompanionAnalysis } from '../../../../main/engine/analysis/companions/companionAnalysis';
import { describe, expect, it } from 'vitest';
import { ExchangeAnalysis } from '../../../../main/engine/analysis/exchanges/exchangeAnalysis';
import { KeepaliveAnalysis } from '../../../../main/engine/analysis/keepalives/keepaliveAnalysis';
import { LinkAnalysis } from '../../../../main/engine/analysis/links/linkAnalysis';
import { MediaAnalysis } from '../../../../main/engine/analysis/media/mediaAnalysis';
import { CaptureRows } from '../../../../main/engine/publish/captureRows';
import { sipRequest } from '../../../fixtures/sipMessages';
import { SignallingBench } from '../analysis/signalling/signallingBench';

const inDialog = (method: string, cseq: string) =>
  sipRequest(method, { cseq, branches: [`z9hG4bK${cseq}`], toTag: 'bob' });

describe('CaptureRows', () => {
  it('tells a message again when a call has taken it in', () => {
    const bench = new SignallingBench();
    const rows = new CaptureRows({
      signalling: bench.analysis,
      media: new MediaAnalysis(),
      companions: new CompanionAnalysis(),
      links: new LinkAnalysis(),
      exchanges: new ExchangeAnalysis(),
      keepalives: new KeepaliveAnalysis(),
    });
    bench.fromAlice(0, inDialog('INFO', '4 INFO'));
    expect(rows.takeChanged().messages.map(({ call }) => call)).toEqual([null]);
    const before = rows.messages.version;

    bench.fromAlice(10, inDialog('INVITE', '5 INVITE'));
    const { key } = bench.call();
    expect(rows.takeChanged().messages.map(({ index, call }) => [index, call])).toEqual([
      [0, key],
      [1, key],
    ]);
    expect(rows.messages.row(bench.analysis.message(0)!.index)?.call).toBe(key);
    expect(rows.messages.version).toBeGreaterThan(before);
    expect(rows.takeChanged()).toEqual({ calls: [], streams: [], companions: [], messages: [] });
  });

  it('tells a message that was taken in before anybody looked once', () => {
    const bench = new SignallingBench();
    const rows = new CaptureRows({
      signalling: bench.analysis,
      media: new MediaAnalysis(),
      companions: new CompanionAnalysis(),
      links: new LinkAnalysis(),
      exchanges: new ExchangeAnalysis(),
      keepalives: new KeepaliveAnalysis(),
    });
    bench.fromAlice(0, inDialog('INFO', '4 INFO'));
    bench.fromAlice(10, inDialog('INVITE', '5 INVITE'));
    expect(rows.takeChanged().messages.map(({ index }) => index)).toEqual([0, 1]);
  });
});
