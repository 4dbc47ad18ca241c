import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatEndpoint } from '../../../shared/format/endpoint';
import { formatCount } from '../../../shared/format/quantity';
import { describeMessage } from '../../../shared/ladder/describeMessage';
import { OFFICE, ROUGH, RunningEngine, WAYS } from '../../fixtures/runningEngine';
import { sipFrame } from '../../fixtures/sipFrames';
import { sipRequest } from '../../fixtures/sipMessages';
import { run, skipWithout } from '../pcap/programs';

let running: RunningEngine;
beforeAll(() => {
  running = new RunningEngine();
});
afterAll(() => running.close());

/** The text as a person would select it, page by page. */
const pagesOf = (path: string): string[] => run('pdftotext', ['-layout', path, '-']).split('\f').slice(0, -1);
const squeezed = (text: string): string => text.replace(/\s+/g, ' ');

describe('the report of the office sample', () => {
  let path = '';
  beforeAll(async () => {
    const engine = await running.open(OFFICE);
    path = running.path('office.pdf');
    await engine.exportCalls(engine.findCalls([]), 'pdf', path);
  });

  it('lists the calls first', (context) => {
    skipWithout(context, 'pdftotext');
    const first = squeezed(pagesOf(path)[0] ?? '');
    expect(first).toContain('6 calls office-morning.pcapng');
    expect(first).toContain('2026-01-12 10:23:16.900 1001 5001 completed 00:12 Session through a proxy');
    expect(first).toContain('rejected 486');
    expect(first).toContain('cancelled 487');
  });

  it('says of a call who, when and how', (context) => {
    skipWithout(context, 'pdftotext');
    const page = squeezed(pagesOf(path)[1] ?? '');
    for (const words of [
      '1001 → 5001 Answered and ended by the caller after 00:12.',
      'Call-ID 00000001-call@10.1.0.1',
      'From Alice Moreau (1001) sip:1001@10.1.0.1',
      'First hop 10.1.0.1:5060 → 10.0.0.10:5060',
      'Started 2026-01-12 10:23:16.900000 UTC',
      'Post-dial delay 0.042 s',
      'Set-up time 0.442 s',
      'Final answer 200 OK',
      'Codecs agreed PCMU',
      '10.1.0.1:20002 → 10.2.0.1:40002 0x10000001 PCMU 600 0 (0 %)',
    ]) {
      expect(page).toContain(words);
    }
  });

  it('has every arrow’s words, frame and time, and every message in full', async (context) => {
    skipWithout(context, 'pdftotext');
    const { engine } = running;
    const text = squeezed(pagesOf(path).join('\n'));
    for (const call of engine.findCalls([])) {
      const { messages } = await engine.command('watchCalls', { calls: [call] });
      for (const message of messages) {
        expect(text).toContain(`${describeMessage(message).label} #${message.frame}`);
        expect(text).toContain(`frame ${formatCount(message.frame)} · ${formatEndpoint(message.source)} →`);
        const detail = await engine.command('readMessage', { message: message.index });
        if (detail === 'evicted') throw new Error('evicted');
        expect(text).toContain(squeezed(new TextDecoder().decode(detail.bytes)).trim());
      }
    }
  });

  it('numbers its pages and has a bookmark for each call', (context) => {
    skipWithout(context, 'pdftotext', 'pdfinfo');
    const pages = pagesOf(path);
    pages.forEach((page, index) => expect(page).toContain(`${index + 1} / ${pages.length}`));
    const structure = run('pdftotext', ['-bbox', path, '-']);
    expect(structure).toContain('<title>6 calls of office-morning.pcapng</title>');
  });

  it('is a sound file', (context) => {
    skipWithout(context, 'pdfinfo');
    expect(run('pdfinfo', [path])).toMatch(/Pages:\s+\d+\n[\s\S]*PDF version:\s+1\.7/);
  });
});

describe('the report of rough audio', () => {
  it('shows the figures of the streams as the window does', async (context) => {
    skipWithout(context, 'pdftotext');
    const engine = await running.open(ROUGH);
    const path = running.path('rough.pdf');
    await engine.exportCalls(engine.findCalls([]), 'pdf', path, { paper: 'Letter' });
    const text = squeezed(pagesOf(path).join('\n'));
    expect(text).toContain('0x20000014 PCMU 673 27 (3.9 %) 0 0');
    expect(text).toContain('0x10000017 PCMU 1,100 0 (0 %) 400 0');
    expect(run('pdfinfo', [path])).toMatch(/Page size:\s+612 x 792 pts \(letter\)/);
  });
});

describe('the report of eight ways', () => {
  it('tells to its end what ran beside RTP, and between which ports', async (context) => {
    skipWithout(context, 'pdftotext');
    const engine = await running.open(WAYS);
    const path = running.path('ways.pdf');
    await engine.exportCalls(engine.findCalls(['relay1-e07b@192.0.2.61']), 'pdf', path);
    const page = squeezed(pagesOf(path)[0] ?? '');
    expect(page).toContain('Beside RTP Kind Between');
    expect(page).toMatch(
      /TURN 192\.0\.2\.61:50600 ↔ 198\.51\.100\.30:3478 -0\.060 366 relay .*packets in channels · round trip 18 ms/,
    );
    expect(page).toMatch(/198\.51\.100\.30:49160 → 0x00000911 PCMU 180 .*203\.0\.113\.62:16400/);
  });
});

describe('a long ladder', () => {
  it('has the machines’ names on each of its pages', async (context) => {
    skipWithout(context, 'pdftotext');
    const options = Array.from({ length: 300 }, (_, at) =>
      sipFrame(at + 1, sipRequest('OPTIONS', { cseq: `${at + 2} OPTIONS`, branches: [`z9hG4bK${at}`] })),
    );
    const engine = await running.openFrames([sipFrame(0, sipRequest('INVITE')), ...options]);
    const path = running.path('long.pdf');
    await engine.exportCalls(engine.findCalls([]), 'pdf', path);
    const pages = pagesOf(path);
    const ladder = pages.slice(
      0,
      pages.findIndex((page) => /^\s*Messages$/m.test(page)),
    );
    expect(ladder.length).toBeGreaterThan(9);
    // A name stands over its address, an address alone in the middle of its head.
    for (const page of ladder) expect(page).toMatch(/^ +alice$\s+192\.0\.2\.2$\s+192\.0\.2\.1$/m);
    const text = ladder.join('\n');
    for (let frame = 2; frame <= 301; frame += 1) expect(text).toContain(`#${frame}\n`.trim());
  });
});

describe('hostile text', () => {
  it.for<[string, string, string]>([
    ['control characters', 'a\u0001b\u001bc\u007fd', 'a⟨U+0001⟩b⟨U+001B⟩c⟨U+007F⟩d'],
    ['other scripts', '中文', '⟨U+4E2D⟩⟨U+6587⟩'],
    ['emoji outside the font', '👩‍👩', '⟨U+1F469⟩'],
    ['letters of the font', 'Ünïcødé Ωμέγα', 'Ünïcødé Ωμέγα'],
  ])('is shown: %s', async ([, sent, shown], context) => {
    skipWithout(context, 'pdftotext');
    const invite = sipRequest('INVITE', { headers: [`Subject: ${sent}`] });
    const engine = await running.openFrames([sipFrame(0, invite)]);
    const path = running.path('hostile.pdf');
    await engine.exportCalls(engine.findCalls([]), 'pdf', path);
    expect(pagesOf(path).join('\n')).toContain(shown);
  });

  it('breaks long lines on the page and loses none of them', async (context) => {
    skipWithout(context, 'pdftotext');
    const word = Array.from({ length: 1500 }, (_, index) => String.fromCharCode(97 + (index % 26))).join('');
    const engine = await running.openFrames([sipFrame(0, sipRequest('INVITE', { headers: [`Subject: ${word}`] }))]);
    const path = running.path('long-word.pdf');
    await engine.exportCalls(engine.findCalls([]), 'pdf', path);
    expect(pagesOf(path).join('').replace(/\s+/g, '')).toContain(word);
  });
});
