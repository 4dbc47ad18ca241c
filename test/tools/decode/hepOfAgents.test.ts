import { spawn, spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HepPacket } from '../../../main/engine/decode/hep/hepPacket';
import { looksLikeHep, readHep } from '../../../main/engine/decode/hep/readHep';
import { textBytes } from '../../fixtures/bytes';
import { ethernet, ipv4, ipv6, udp, type Layer } from '../../fixtures/frames';
import { HepCollector } from '../../fixtures/hepCollector';
import { sipRequest, sipResponse } from '../../fixtures/sipMessages';
import { writePcap } from '../../fixtures/tsharkFields';

const hasSngrep = spawnSync('sngrep', ['-V']).status === 0;
const SIPTRACE = '/usr/lib/x86_64-linux-gnu/kamailio/modules/siptrace.so';
const hasKamailio = existsSync(SIPTRACE) && spawnSync('kamailio', ['-v']).status === 0;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'laddergram-hep-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function until(isDone: () => boolean, limitMs = 8000): Promise<void> {
  for (let waitedMs = 0; !isDone() && waitedMs < limitMs; waitedMs += 50) await wait(50);
}

function read(bytes: Uint8Array): HepPacket & { readonly payload: string } {
  expect(looksLikeHep(bytes, 0, bytes.length)).toBe(true);
  const packet = readHep(bytes, 0, bytes.length);
  if (!packet.ok) throw new Error(JSON.stringify(packet.error));
  const { payloadStart, payloadEnd } = packet.value;
  return { ...packet.value, payload: new TextDecoder().decode(bytes.subarray(payloadStart, payloadEnd)) };
}

const INVITE = sipRequest('INVITE');
const RINGING = sipResponse(180, 'Ringing');

const over4 = (text: string, source: string, destination: string): Layer =>
  ethernet({}, ipv4({ source, destination }, udp({ sourcePort: 5060, destinationPort: 5070 }, textBytes(text))));
const over6 = (text: string): Layer =>
  ethernet(
    {},
    ipv6(
      { source: '2001:db8::1', destination: '2001:db8::2' },
      udp({ sourcePort: 5060, destinationPort: 5070 }, textBytes(text)),
    ),
  );

/** What sngrep sends of a capture of these frames. */
async function sngrepSends(frames: readonly Layer[], version: 2 | 3): Promise<Uint8Array[]> {
  const collector = new HepCollector();
  const port = await collector.open();
  const capture = join(folder, `sngrep-${version}.pcap`);
  const settings = join(folder, `sngreprc-${version}`);
  writePcap(
    capture,
    1,
    frames.map(({ bytes }) => bytes),
  );
  writeFileSync(
    settings,
    `set eep.send on\nset eep.send.version ${version}\nset eep.send.address 127.0.0.1\nset eep.send.port ${port}\nset eep.send.id 77\nset eep.send.pass open sesame\n`,
  );
  const sngrep = spawn('sngrep', ['-N', '-q', '-f', settings, '-I', capture], {
    env: { ...process.env, TERM: 'xterm' },
  });
  await until(() => collector.packets.length === frames.length);
  sngrep.kill();
  collector.close();
  return collector.packets;
}

describe.skipIf(!hasSngrep)('what sngrep sends', () => {
  const frames = [over4(INVITE, '198.51.100.1', '203.0.113.2'), over4(RINGING, '203.0.113.2', '198.51.100.1')];

  it.each([2, 3] as const)('is read in version %i', async (version) => {
    const packets = (await sngrepSends(frames, version)).map(read);
    expect(packets.map(({ payload }) => payload)).toEqual([INVITE, RINGING]);
    expect(packets[0]).toMatchObject({
      version,
      source: { address: '198.51.100.1', port: 5060 },
      destination: { address: '203.0.113.2', port: 5070 },
      ipProtocol: 17,
      payloadType: 1,
      seconds: 1_600_000_000,
      microseconds: 0,
      // In version 3 sngrep writes the lower half of its number where the upper one belongs.
      agentId: version === 3 ? 77 * 2 ** 16 : 77,
    });
    expect(packets[1]).toMatchObject({ source: { address: '203.0.113.2', port: 5060 }, microseconds: 1000 });
    expect(JSON.stringify(packets)).not.toContain('sesame');
  });

  it('is read over IPv6', async () => {
    const [packet] = (await sngrepSends([over6(INVITE)], 3)).map(read);
    expect(packet).toMatchObject({
      source: { address: '2001:db8::1' },
      destination: { address: '2001:db8::2' },
      payload: INVITE,
    });
  });
});

const kamailioSettings = (port: number, collectorPort: number, version: number): string => `#!KAMAILIO
debug=-1
log_stderror=yes
children=1
listen=udp:127.0.0.1:${port}
mpath="/usr/lib/x86_64-linux-gnu/kamailio/modules/"
loadmodule "kex.so"
loadmodule "sl.so"
loadmodule "pv.so"
loadmodule "siptrace.so"
modparam("siptrace", "duplicate_uri", "sip:127.0.0.1:${collectorPort}")
modparam("siptrace", "hep_mode_on", 1)
modparam("siptrace", "hep_version", ${version})
modparam("siptrace", "hep_capture_id", 77)
modparam("siptrace", "auth_key", "open sesame")
modparam("siptrace", "trace_to_database", 0)
modparam("siptrace", "trace_on", 1)
modparam("siptrace", "trace_mode", 1)
request_route {
  sl_send_reply("200", "OK");
  exit;
}
`;

/** A port that was free a moment ago. */
function freePort(): Promise<number> {
  const socket = createSocket('udp4');
  return new Promise((resolve) => {
    socket.bind(0, '127.0.0.1', () => {
      const { port } = socket.address();
      socket.close(() => resolve(port));
    });
  });
}

/** A busy machine takes its time to start it. */
const MOST_ATTEMPTS = 75;

/** What Kamailio sends of an OPTIONS and its answer; another port when the first was taken in between. */
async function kamailioSends(version: number, tries = 3): Promise<Uint8Array[]> {
  const collector = new HepCollector();
  const collectorPort = await collector.open();
  const port = await freePort();
  const settings = join(folder, `kamailio-${version}.cfg`);
  writeFileSync(settings, kamailioSettings(port, collectorPort, version));
  const kamailio = spawn('kamailio', [
    '-DD',
    '-f',
    settings,
    '-m',
    '16',
    '-M',
    '4',
    '-P',
    join(folder, 'kamailio.pid'),
  ]);
  const client = createSocket('udp4');
  const options = textBytes(sipRequest('OPTIONS', { uri: 'sip:127.0.0.1', sentBy: '127.0.0.1' }));
  const ended = once(kamailio, 'close');
  let complaints = '';
  kamailio.stderr.on('data', (data: Buffer) => (complaints += data.toString()));
  for (
    let attempt = 0;
    collector.packets.length < 2 && kamailio.exitCode === null && attempt < MOST_ATTEMPTS;
    attempt += 1
  ) {
    client.send(options, port, '127.0.0.1');
    await wait(200);
  }
  client.close();
  kamailio.kill();
  await ended; // the next one would find its places taken
  collector.close();
  if (collector.packets.length < 2 && tries > 1) return kamailioSends(version, tries - 1);
  if (collector.packets.length < 2) throw new Error(`Kamailio sent nothing: ${complaints.slice(-2000)}`);
  return collector.packets.slice(0, 2);
}

describe.skipIf(!hasKamailio)('what Kamailio sends', () => {
  it.each([1, 2, 3])('is read in version %i', { timeout: 60_000 }, async (version) => {
    const [request, response] = (await kamailioSends(version)).map(read);
    expect(request).toMatchObject({
      version,
      ipProtocol: 17,
      payloadType: 1,
      destination: { address: '127.0.0.1' },
      faults: [],
    });
    expect(request!.payload).toBe(sipRequest('OPTIONS', { uri: 'sip:127.0.0.1', sentBy: '127.0.0.1' }));
    expect(response!.payload).toMatch(/^SIP\/2\.0 200 OK\r\n/);
    expect(response!.source).toEqual(request!.destination);
    if (version > 1) {
      expect(request!.agentId).toBe(77);
      expect(Math.abs(request!.seconds - Date.now() / 1000)).toBeLessThan(60);
    }
    expect(request!.hasAuthenticationKey).toBe(version === 3);
    expect(JSON.stringify(request)).not.toContain('sesame');
  });
});
