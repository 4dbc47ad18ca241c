import type { CallGroup, CallLink } from '../../../../shared/protocol/callGroups';
import type { ExchangeRow, KeepaliveRow } from '../../../../shared/protocol/exchangeRows';
import type { CallRow, MessageRow, RegistrationRow } from '../../../../shared/protocol/rows';
import type { CaptureInterface } from '../../../../shared/capture/frame';
import { LINK_TYPE } from '../../../../shared/capture/linkTypes';
import { FedCapture } from '../../../fixtures/fedCapture';
import type { TimedFrame } from '../../../generator/mergeFlows';
import type { InterfaceFrame } from '../../../generator/scenarios/hopCopies';
import { Scene, type SentMessage } from '../../../generator/scenarios/scene';

export type Play = (scene: Scene) => unknown;

/** All that the engine found in a capture that has ended. */
export type Findings = {
  readonly calls: readonly CallRow[];
  readonly registrations: readonly RegistrationRow[];
  readonly exchanges: readonly ExchangeRow[];
  readonly keepalives: readonly KeepaliveRow[];
  readonly messages: readonly MessageRow[];
  readonly groups: readonly CallGroup[];
  readonly links: readonly CallLink[];
  readonly decoderFaults: number;
};

const interfaceOf = (id: number): CaptureInterface => ({
  id,
  linkType: LINK_TYPE.ethernet,
  snapLengthBytes: 0,
  name: `eth${id}`,
  description: null,
  filter: null,
});

const present = <T>(row: T | null): row is T => row !== null;

function findingsOf({ captured }: FedCapture): Findings {
  const { pipeline } = captured;
  pipeline.finish();
  captured.rows.refresh();
  const { signalling, exchanges, keepalives, links } = pipeline;
  const groups = new Map(
    signalling
      .calls()
      .map((call) => links.groupOf(call))
      .filter(present)
      .map((group) => [group.key, group]),
  );
  return {
    calls: signalling
      .calls()
      .map((key) => signalling.callRow(key))
      .filter(present),
    registrations: signalling
      .registrations()
      .map((key) => signalling.registrationRow(key))
      .filter(present),
    exchanges: exchanges
      .exchanges()
      .map((key) => exchanges.exchangeRow(key))
      .filter(present),
    keepalives: keepalives
      .keepalives()
      .map((key) => keepalives.keepaliveRow(key))
      .filter(present),
    messages: signalling.messages,
    groups: [...groups.values()],
    links: [...groups.values()].flatMap((group) => group.links),
    decoderFaults: pipeline.counters(null, 1).decoderFaults,
  };
}

export function find(frames: Iterable<TimedFrame>): Findings {
  const fed = new FedCapture();
  fed.feed(frames);
  return findingsOf(fed);
}

/** As `find`, of a capture on two interfaces. */
export function findOnInterfaces(frames: readonly InterfaceFrame[]): Findings {
  const fed = new FedCapture([interfaceOf(0), interfaceOf(1)]);
  for (const frame of frames) fed.feed([frame], frame.interfaceId);
  return findingsOf(fed);
}

export function sceneOf(play: Play): Scene {
  const scene = new Scene();
  play(scene);
  return scene;
}

/** What is found when a scene is captured, whole or only the messages that `keep` keeps. */
export const findIn = (play: Play, keep?: (message: SentMessage) => boolean): Findings =>
  find(sceneOf(play).frames(keep));

/** Its messages in the order in which a capture has them. */
export const messagesOf = (play: Play): readonly SentMessage[] =>
  sceneOf(play).messages.toSorted((a, b) => a.atMs - b.atMs);
