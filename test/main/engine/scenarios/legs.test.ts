import { describe, expect, it } from 'vitest';
import type { CallLinkKind, LinkEvidence } from '../../../../shared/protocol/callGroups';
import type { Confidence } from '../../../../shared/protocol/confidence';
import {
  answeredSession,
  directSession,
  hangUp,
  redirected,
  throughTwoProxies,
  wholeSession,
  type SessionPlan,
} from '../../../generator/scenarios/basicSessions';
import { ANNA, BORIS, LAKE_PROXY, mediaOf } from '../../../generator/scenarios/cast';
import { busy } from '../../../generator/scenarios/failedSessions';
import * as holding from '../../../generator/scenarios/holding';
import { onBothSidesOfNat, onTwoInterfaces, onTwoVlans } from '../../../generator/scenarios/hopCopies';
import * as legs from '../../../generator/scenarios/legs';
import * as transfers from '../../../generator/scenarios/transfers';
import { find, findIn, findOnInterfaces, sceneOf, type Findings, type Play } from './findings';

const SURENESS: readonly Confidence[] = ['possible', 'likely', 'certain'];

type LegRow = readonly [name: string, play: Play, calls: number, evidence: LinkEvidence, atLeast: Confidence];

const LEGS: readonly LegRow[] = [
  ['media past the machine', legs.flowAround, 2, 'mediaEndpoint', 'likely'],
  ['media through the machine', legs.flowThrough, 2, 'payload', 'certain'],
  ['only users and time', legs.onlyUsersAndTime, 2, 'usersAndTime', 'possible'],
  ['three legs', legs.threeLegs, 3, 'payload', 'certain'],
  ['a Session-ID', legs.withSessionId, 2, 'sessionId', 'certain'],
  ['an ICID', legs.withChargingIdentifier, 2, 'icid', 'certain'],
  ['a header of the machine', legs.withOwnHeader, 2, 'header', 'likely'],
  ['numbers written in two ways', legs.rewrittenNumbers, 2, 'usersAndTime', 'possible'],
  ['busy', legs.busyLegs, 2, 'usersAndTime', 'possible'],
  ['cancelled', legs.cancelledLegs, 2, 'usersAndTime', 'possible'],
];

describe('legs of one conversation', () => {
  it.each(LEGS)('%s', (_name, play, calls, evidence, atLeast) => {
    const found = findIn(play);
    expect(found.calls).toHaveLength(calls);
    expect(found.groups.map((group) => group.calls.length)).toEqual([calls]);
    expect(found.links.every(({ kind }) => kind === 'leg')).toBe(true);
    expect(found.links.flatMap((link) => link.evidence.map(({ by }) => by))).toContain(evidence);
    const sureness = found.links.map(({ confidence }) => SURENESS.indexOf(confidence));
    expect(Math.max(...sureness)).toBeGreaterThanOrEqual(SURENESS.indexOf(atLeast));
    expect(found.calls.every(({ group }) => group?.calls === calls)).toBe(true);
  });

  it('are not seen where there are none', () => {
    expect(findIn(legs.unrelatedCalls).groups).toEqual([]);
    expect(findIn(directSession).groups).toEqual([]);
    expect(findIn(throughTwoProxies).groups).toEqual([]);
  });
});

/** Links between calls by their places in the order of appearance. */
function linksBetween({ calls, links }: Findings): readonly string[] {
  const placeOf = new Map(calls.map(({ key }, index) => [key, index + 1]));
  return links.map(({ kind, one, other }) => `${kind} ${placeOf.get(one)}→${placeOf.get(other)}`).toSorted();
}

const ONE_STORY: readonly (readonly [string, Play, readonly string[], CallLinkKind])[] = [
  ['unattended transfer', transfers.blindTransfer, ['transfer 1→2'], 'transfer'],
  ['a transfer that fails', transfers.failedTransfer, ['transfer 1→2'], 'transfer'],
  ['attended transfer', transfers.attendedTransfer, ['replacement 2→3', 'transfer 1→3'], 'replacement'],
  ['pickup', transfers.pickup, ['replacement 1→2'], 'replacement'],
];

describe('calls that are one story', () => {
  it.each(ONE_STORY)('%s', (_name, play, expected, kind) => {
    const found = findIn(play);
    expect(linksBetween(found)).toEqual(expect.arrayContaining([...expected]));
    expect(found.groups).toHaveLength(1);
    const [group] = found.groups;
    expect(group?.calls).toHaveLength(found.calls.length);
    expect(group?.words).toMatch(/1001/);
    expect(found.links.find((link) => link.kind === kind)?.confidence).toBe('certain');
  });

  it('a redirect under the same Call-ID is one call', () => {
    const { calls, groups } = findIn(redirected);
    expect([calls.length, groups.length]).toEqual([1, 0]);
  });

  it('a telephone that uses its port for the next call joins nothing, through a proxy or not', () => {
    const nextCall = (plan: SessionPlan, next: SessionPlan) =>
      findIn((scene) => {
        wholeSession(scene, plan);
        scene.wait(1500);
        wholeSession(scene, next);
      });
    const proxied = { through: [LAKE_PROXY] };
    expect(nextCall({}, {}).links).toEqual([]);
    expect(nextCall(proxied, proxied).links).toEqual([]);
    expect(nextCall({}, proxied).links).toEqual([]);
  });

  it('the same announcement played to one call after the other joins nothing', () => {
    const { links } = findIn((scene) => {
      for (const mediaPort of [20_000, 20_010]) {
        const { talk } = answeredSession(scene, { mediaPort });
        scene.talk(mediaOf(ANNA, mediaPort), mediaOf(BORIS, mediaPort), 1500, 7);
        hangUp(scene, talk);
        scene.wait(1500);
      }
    });
    expect(links).toEqual([]);
  });

  it('a consultation is no leg of the held call', () => {
    expect(linksBetween(findIn(holding.consultation)).filter((link) => link.startsWith('leg'))).toEqual([]);
  });
});

const COPIED: readonly (readonly [string, Play])[] = [
  ['a direct call', directSession],
  ['through two proxies', throughTwoProxies],
  ['busy', busy],
  ['hold', holding.heldAndResumed],
];

const WAYS: readonly (readonly [string, (play: Play) => Findings])[] = [
  ['two VLANs', (play) => find(onTwoVlans(sceneOf(play)))],
  ['two interfaces', (play) => findOnInterfaces(onTwoInterfaces(sceneOf(play)))],
  ['both sides of a NAT', (play) => find(onBothSidesOfNat(sceneOf(play), '192.0.2.101', '203.0.113.9'))],
];

describe.each(WAYS)('messages seen twice: %s', (_way, findTwice) => {
  it.each(COPIED)('%s', (_name, play) => {
    const [once, twice] = [findIn(play), findTwice(play)];
    expect(twice.messages).toHaveLength(2 * once.messages.length);
    expect(twice.messages.filter(({ copyOf }) => copyOf !== null)).toHaveLength(once.messages.length);
    expect(twice.calls.map(({ scenario }) => scenario)).toEqual(once.calls.map(({ scenario }) => scenario));
    expect(twice.calls.map(({ retransmissionCount }) => retransmissionCount)).toEqual([0]);
    expect(twice.groups).toEqual([]);
    const endings = ({ calls }: Findings) =>
      calls.map(({ state, endedBy, finalStatus }) => [state, endedBy, finalStatus]);
    expect(endings(twice)).toEqual(endings(once));
  });
});
