import { describe, expect, it } from 'vitest';
import { MediaAnalysis } from '../../../../../main/engine/analysis/media/mediaAnalysis';
import { announcement, CALL, CALLER, feed, OTHER_CALL, steady } from '../../../../fixtures/mediaPackets';

const from = (port: number, count: number, atMs = 0) =>
  steady(count, { source: { ...CALLER, port }, ssrc: port, atMs });

describe('bounds', () => {
  it('drops candidates that were quiet longest, and counts them', () => {
    const media = new MediaAnalysis({ maxCandidates: 80 });
    const first = from(1000, 4);
    feed(media, first.slice(0, 2));
    for (let port = 2000; port < 2079; port += 1) feed(media, from(port, 1));
    feed(media, first.slice(2, 3));
    feed(media, from(3000, 1));
    expect(media.counts()).toMatchObject({ candidates: 70, droppedCandidates: 11 });
    feed(media, first.slice(3));
    expect(media.streamRow(media.streams()[0]!)).toMatchObject({ packets: 4 });
  });

  it('drops streams that were quiet longest, and tells which', () => {
    const media = new MediaAnalysis({ maxStreams: 16 });
    for (let port = 2000; port < 2016; port += 1) feed(media, from(port, 4));
    const [oldest, second] = media.streams();
    media.takeChanged();
    feed(media, from(3000, 4));
    expect(media.counts()).toMatchObject({ streams: 14, droppedStreams: 3 });
    expect(media.takeChanged().removed.slice(0, 2)).toEqual([oldest, second]);
    expect(media.streamRow(oldest!)).toBeNull();
    expect(media.samples(oldest!, 10)).toBeNull();
    expect(media.streamIndexOf(oldest!)).toBe(-1);
  });

  it('never gives an index twice', () => {
    const media = new MediaAnalysis({ maxCandidates: 4 });
    const indices = Array.from({ length: 50 }, (_, port) => feed(media, from(2000 + port, 1))[0]!);
    expect(new Set(indices).size).toBe(50);
  });

  it('drops the oldest announcements, and counts them', () => {
    const media = new MediaAnalysis({ maxAnnouncements: 16 });
    for (let port = 5000; port < 5018; port += 1) media.announce(announcement({ port }));
    expect(media.counts().droppedAnnouncements).toBe(2);
    feed(media, steady(1, { destination: { address: '10.0.0.2', port: 5000 } }));
    expect(media.streams()).toEqual([]);
    feed(media, steady(1, { destination: { address: '10.0.0.2', port: 5017 } }));
    expect(media.streams()).toHaveLength(1);
  });

  it('survives a flood of SSRCs to one endpoint', () => {
    const media = new MediaAnalysis({ maxStreams: 64 });
    media.announce(announcement());
    for (let ssrc = 0; ssrc < 2000; ssrc += 1) feed(media, steady(1, { ssrc }));
    expect(media.counts().streams).toBeLessThanOrEqual(64);
    expect(media.streamsOf(CALL)).toHaveLength(media.counts().streams);
    expect(media.streams()).toHaveLength(media.counts().streams);
  });
});

describe('a call that is no longer kept', () => {
  it('takes its streams with it, and only those', () => {
    const media = new MediaAnalysis();
    media.announce(announcement());
    media.announce(announcement({ call: OTHER_CALL, port: 6000 }));
    feed(media, steady(5));
    feed(media, steady(5, { destination: { address: '10.0.0.2', port: 6000 } }));
    media.forgetCall(CALL);
    expect(media.streamsOf(CALL)).toEqual([]);
    expect(media.streamsOf(OTHER_CALL)).toHaveLength(1);
    expect(media.streams()).toHaveLength(1);
    media.forgetCall(CALL);
    expect(media.streams()).toHaveLength(1);
  });
});

describe('what has changed', () => {
  it('is each stream once, and nothing when nothing came', () => {
    const media = new MediaAnalysis();
    feed(media, from(1000, 3));
    expect(media.takeChanged()).toEqual({ streams: [], removed: [] });
    feed(media, from(2000, 10));
    expect(media.takeChanged().streams).toEqual(media.streams());
    expect(media.takeChanged().streams).toEqual([]);
    feed(media, from(2000, 1, 500));
    expect(media.takeChanged().streams).toEqual(media.streams());
  });
});
