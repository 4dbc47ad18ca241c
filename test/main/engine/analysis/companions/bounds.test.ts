import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { array, assert, constantFrom, integer, property, record, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMPANION_LIMITS } from '../../../../../main/engine/analysis/companions/companionLimits';
import type { PayloadKind } from '../../../../../main/engine/analysis/classify';
import { countingBytes, joinBytes } from '../../../../fixtures/bytes';
import { BACK, CompanionScene, session } from '../../../../fixtures/companionScene';
import { certificates, clientHello, dtlsHandshake, dtlsRecord, serverHello } from '../../../../fixtures/dtlsRecords';
import { CALL, CALLEE, CALLER, datagram, OTHER_CALL } from '../../../../fixtures/mediaPackets';
import {
  channelData,
  stun,
  STUN_TYPE,
  stunErrorCode,
  stunText,
  stunXorAddress,
} from '../../../../fixtures/stunMessages';
import { IFP, udptl, v21Data } from '../../../../fixtures/udptlPackets';
import { zrtp, zrtpCommit, zrtpHello } from '../../../../fixtures/zrtpPackets';

const check = (transaction: number): Uint8Array =>
  stun(STUN_TYPE.bindingRequest, transaction, stunText(0x0006, 'callee:caller'));

describe('bounds', () => {
  it('lets those leave that were quiet longest, tells which, and finds their path anew', () => {
    const scene = new CompanionScene({ limits: { maxCompanions: 16 } });
    const from = (port: number) => ({ source: { ...CALLER, port } });
    for (let port = 1; port <= 16; port += 1) scene.send(check(port), from(port));
    scene.send(check(99), from(1));
    scene.companions.takeChanged();
    const [first, second] = scene.companions.companions();
    scene.send(check(17), from(17));
    const { companions, removed } = scene.companions.takeChanged();
    expect(removed).toHaveLength(2);
    expect(removed).toContain(second);
    expect(removed).not.toContain(first);
    expect(companions).toHaveLength(1);
    expect(scene.companions.companionRow(second!)).toBeNull();
    expect(scene.companions.counts()).toMatchObject({ companions: 15, droppedCompanions: 2 });
    scene.send(check(2), from(2));
    expect(scene.rows().at(-1)).toMatchObject({ source: { port: 2 }, packets: 1 });
  });

  it('takes a row that leaves out of its call', () => {
    const scene = new CompanionScene({ limits: { maxCompanions: 1 } });
    scene.companions.announce(session(CALL, [`m=audio ${CALLER.port} RTP/AVP 0`, `c=IN IP4 ${CALLER.address}`]));
    scene.send(check(1));
    scene.send(check(2), { source: { ...CALLER, port: 9 } });
    expect(scene.companions.companionsOf(CALL)).toEqual([]);
  });

  it('keeps no session description alive for what it noted of one', () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    const filler = Array.from({ length: 160 }, () => 'a=x:0123456789012345');
    const scene = new CompanionScene();
    const heldBytes = (): number => (collectGarbage(), process.memoryUsage().heapUsed);
    const beforeBytes = heldBytes();
    for (let number = 1; number <= 4000; number += 1) {
      const path = [`a=ice-ufrag:ufrag-of-session-${number}`, `a=fingerprint:sha-256 ${'4A:AD:'.repeat(15)}${number}`];
      const candidate = `a=candidate:1 1 UDP 2130706431 192.168.${100 + (number % 100)}.200 ${number} typ host`;
      const call = `${CALL}-${number}` as typeof CALL;
      scene.companions.announce(session(call, [`m=audio ${number} RTP/AVP 0`, ...path, candidate, ...filler]));
    }
    expect(heldBytes() - beforeBytes).toBeLessThan(8_000_000); // their texts are 15,000,000 bytes
    expect(scene.companions.counts().droppedSessions).toBe(0);
  });

  it('forgets the oldest requests, calls and announcements', () => {
    const scene = new CompanionScene({ limits: { maxTransactions: 8, maxSessions: 2, maxAnnouncements: 4 } });
    for (let transaction = 0; transaction < 20; transaction += 1) scene.send(check(transaction));
    for (const [index, call] of [CALL, OTHER_CALL, CALL, OTHER_CALL].entries()) {
      const own = `${call}-${index}` as typeof CALL;
      scene.companions.announce(session(own, [`m=audio ${3000 + 10 * index} RTP/AVP 0`, `a=ice-ufrag:u${index}`]));
    }
    const counts = scene.companions.counts();
    expect(counts.droppedTransactions).toBe(12);
    expect(counts.droppedSessions).toBe(2);
    expect(counts.droppedAnnouncements).toBeGreaterThan(0);
  });

  it('says of a change only once, and of a row only what is new', () => {
    const scene = new CompanionScene();
    scene.send(check(1));
    scene.send(check(2));
    expect(scene.companions.takeChanged().companions).toHaveLength(1);
    expect(scene.companions.takeChanged().companions).toEqual([]);
    scene.send(stun(STUN_TYPE.bindingSuccess, 1), BACK);
    expect(scene.companions.takeChanged().companions).toHaveLength(1);
  });

  it('is fast with as many paths as there may be, all of them at one server that every call announces', () => {
    const scene = new CompanionScene();
    const server = [`m=audio ${CALLEE.port} RTP/AVP 0`, `c=IN IP4 ${CALLEE.address}`];
    const count = COMPANION_LIMITS.maxCompanions;
    const startedAt = performance.now();
    for (let index = 0; index < count + 500; index += 1) {
      scene.send(check(index), { source: { address: `10.1.${index >> 8}.${index & 255}`, port: 4000 } });
      if (index % 10 === 0) scene.companions.announce(session(`call-${index}` as typeof CALL, server));
    }
    expect(scene.companions.counts().companions).toBeLessThanOrEqual(count);
    expect(performance.now() - startedAt).toBeLessThan(5000);
  });
});

const SAMPLES: readonly Uint8Array[] = [
  check(1),
  stun(STUN_TYPE.bindingSuccess, 1, stunXorAddress(0x0020, '198.51.100.7', 6000)),
  stun(STUN_TYPE.allocateError, 1, stunErrorCode(401, 'x')),
  stun(STUN_TYPE.allocateSuccess, 1, stunXorAddress(0x0016, '203.0.113.50', 49152)),
  channelData(0x4001, check(7)),
  dtlsRecord(22, dtlsHandshake(1, clientHello())),
  dtlsRecord(22, joinBytes(dtlsHandshake(2, serverHello()), dtlsHandshake(11, certificates(countingBytes(30))))),
  dtlsRecord(22, dtlsHandshake(11, certificates(countingBytes(60)), { from: 9, to: 40 })),
  dtlsRecord(21, Uint8Array.of(2, 40)),
  zrtp('Hello', zrtpHello()),
  zrtp('Commit', zrtpCommit()),
  udptl(3, v21Data(countingBytes(9)), IFP.ced),
];
const KINDS: readonly PayloadKind[] = ['stun', 'turnChannel', 'dtls', 'zrtp', 'other', 'keepalive'];

describe('any traffic', () => {
  const changes = array(record({ at: integer({ min: 0, max: 400 }), flip: integer({ min: 1, max: 255 }) }), {
    maxLength: 3,
  });
  const steps = array(
    record({
      sample: constantFrom(...SAMPLES),
      kind: constantFrom(...KINDS),
      changes,
      cut: integer({ min: 0, max: 60 }),
      isBack: constantFrom(true, false),
      junk: uint8Array({ maxLength: 8 }),
    }),
    { maxLength: 40 },
  );

  it('never throws, whatever it is told the bytes are', () => {
    assert(
      property(steps, (all) => {
        const scene = new CompanionScene({ limits: { maxCompanions: 3, maxTransactions: 4, maxAssemblies: 1 } });
        scene.companions.announce(session(CALL, [`m=image ${CALLEE.port} udptl t38`, `c=IN IP4 ${CALLEE.address}`]));
        for (const [index, step] of all.entries()) {
          const bytes = joinBytes(step.sample.slice(0, step.sample.length - step.cut), step.junk);
          for (const { at, flip } of step.changes) if (at < bytes.length) bytes[at]! ^= flip;
          const [source, destination] = step.isBack ? [CALLEE, CALLER] : [CALLER, CALLEE];
          scene.companions.onDatagram(step.kind, datagram(source, destination, bytes), index + 1, index * 5000);
        }
        const rows = scene.rows();
        return rows.length <= 3 && rows.every(({ summary, events }) => summary.length > 0 && events.length <= 64);
      }),
      { numRuns: 400 },
    );
  });
});
