import { describe, expect, it } from 'vitest';
import { FedCapture } from '../../../../fixtures/fedCapture';
import { ALL_SCENES } from '../../../../generator/scenarios/allScenes';
import { Scene } from '../../../../generator/scenarios/scene';

/** What the groups of a scene rest on: `leg certain: sessionId | …`, with the groups' sentences. */
function storyOf(name: string): { readonly links: string; readonly words: string } {
  const found = ALL_SCENES.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no scene ${name}`);
  const scene = new Scene();
  found.play(scene);
  const fed = new FedCapture();
  fed.feed(scene.frames());
  const { pipeline } = fed.captured;
  pipeline.finish();
  const groups = new Map(
    pipeline.signalling.calls().flatMap((call) => {
      const group = pipeline.links.groupOf(call);
      return group === null ? [] : [[group.key, group] as const];
    }),
  );
  const links = [...groups.values()].flatMap((group) => group.links);
  return {
    links: links
      .map((link) => `${link.kind} ${link.confidence}: ${[...new Set(link.evidence.map(({ by }) => by))].join(' ')}`)
      .join(' | '),
    words: [...groups.values()].map(({ words }) => words).join(' | '),
  };
}

const STORIES: readonly (readonly [string, string, string])[] = [
  ['holding musicOnHold', 'leg likely: mediaEndpoint', '1001 calls 2002; 2002 connects 1001 to music'],
  ['transfers blindTransfer', 'transfer certain: referredBy refer', '1001 calls 2002; 2002 transfers 1001 to 3003'],
  [
    'transfers failedTransfer',
    'transfer certain: refer',
    '1001 calls 2002; 2002 transfers 1001 to 3003, which fails with 486',
  ],
  [
    'transfers attendedTransfer',
    'consultation certain: replaces | transfer certain: replaces refer | replacement certain: replaces',
    '1001 calls 2002; 2002 calls 3003; 2002 transfers 1001 to 3003',
  ],
  ['transfers pickup', 'replacement certain: replaces', '1001 calls 2002; 3003 picks up the call from 1001 to 2002'],
  ['legs flowAround', 'leg certain: mediaEndpoint usersAndTime', '1001 calls 2002 over 2 legs'],
  ['legs flowThrough', 'leg certain: payload usersAndTime', '1001 calls 2002 over 2 legs'],
  ['legs onlyUsersAndTime', 'leg likely: usersAndTime', '1001 calls 2002 over 2 legs'],
  [
    'legs threeLegs',
    'leg certain: payload usersAndTime | leg likely: payload | leg certain: payload usersAndTime',
    '1001 calls 2002 over 3 legs',
  ],
  ['legs busyLegs', 'leg likely: usersAndTime', '1001 calls 2002 over 2 legs'],
  ['legs cancelledLegs', 'leg likely: usersAndTime', '1001 calls 2002 over 2 legs'],
  ['legs withSessionId', 'leg certain: sessionId usersAndTime', '1001 calls 2002 over 2 legs'],
  ['legs withChargingIdentifier', 'leg certain: icid usersAndTime', '1001 calls 2002 over 2 legs'],
  ['legs withOwnHeader', 'leg certain: header usersAndTime', '1001 calls 2002 over 2 legs'],
  ['legs rewrittenNumbers', 'leg likely: usersAndTime', '004930121001 calls 004930122002 over 2 legs'],
  ['wiresharkGuide throughGateway', 'leg certain: payload usersAndTime', '10001 calls 1 over 2 legs'],
  ['callManager lateOfferOnTrunk', 'leg certain: mediaEndpoint usersAndTime', '10001 calls 10002 over 2 legs'],
  [
    'callManager transferredByRefer',
    'transfer certain: refer sessionId',
    '10002 calls 10001; 10001 transfers 10002 to 10003',
  ],
];

describe('scenes of several calls', () => {
  it.each(STORIES)('%s', (name, links, words) => {
    expect(storyOf(name)).toEqual({ links, words });
  });
});

describe('scenes of calls that stand alone', () => {
  const told = new Set(STORIES.map(([name]) => name));

  it.each(ALL_SCENES.map(({ name }) => name).filter((name) => !told.has(name)))('%s', (name) => {
    expect(storyOf(name)).toEqual({ links: '', words: '' });
  });
});
