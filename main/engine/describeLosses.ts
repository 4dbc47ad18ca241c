import { formatCount } from '../../shared/format/quantity';

/** What the decoders and the analysis let go of one capture, counted. */
export type Losses = {
  /** IP datagrams of which not all fragments came. */
  readonly abandonedDatagrams: number;
  readonly abandonedFragments: number;
  /** Streams, and flows that were no stream yet, that left because of a bound. */
  readonly droppedStreams: number;
  readonly droppedCandidates: number;
  readonly decoderFaults: number;
  /** Places in TCP connections that carry something known at which bytes never came, and how many bytes. */
  readonly tcpGaps: number;
  readonly missingTcpBytes: number;
  readonly droppedConnections: number;
  /** TCP connections with TLS. */
  readonly encryptedConnections: number;
  /** WebSocket messages that cannot be inflated without those before them. */
  readonly compressedMessages: number;
  readonly abandonedSctpMessages: number;
  readonly unreadableHepPackets: number;
  readonly droppedCompanions: number;
  readonly droppedExchanges: number;
  readonly droppedKeepalives: number;
  /** Joins of calls that were refused because a group was full, and values for joining that left before their time. */
  readonly refusedJoins: number;
  readonly forgottenLinkValues: number;
};

const count = (number: number, one: string, many: string): string =>
  `${formatCount(number)} ${number === 1 ? one : many}`;

type Sentence = (losses: Losses) => string | null;

/** In the order of the layers. */
const SENTENCES: readonly Sentence[] = [
  ({ abandonedDatagrams, abandonedFragments }) =>
    abandonedDatagrams === 0
      ? null
      : `${count(abandonedDatagrams, 'IP datagram was', 'IP datagrams were')} not complete: ${count(abandonedFragments, 'fragment', 'fragments')} could not be read.`,
  ({ tcpGaps, missingTcpBytes }) =>
    tcpGaps === 0
      ? null
      : `TCP connections miss bytes at ${count(tcpGaps, 'place', 'places')}, ${count(missingTcpBytes, 'byte', 'bytes')} in all: messages may be missing there.`,
  ({ droppedConnections }) =>
    droppedConnections === 0
      ? null
      : `${count(droppedConnections, 'TCP connection', 'TCP connections')} left memory to make room for newer ones.`,
  ({ encryptedConnections }) =>
    encryptedConnections === 0
      ? null
      : `${count(encryptedConnections, 'TCP connection is', 'TCP connections are')} encrypted with TLS and cannot be read: SIP may be among it.`,
  ({ compressedMessages }) =>
    compressedMessages === 0
      ? null
      : `${count(compressedMessages, 'WebSocket message is', 'WebSocket messages are')} compressed together with earlier ones (permessage-deflate) and cannot be read.`,
  ({ abandonedSctpMessages }) =>
    abandonedSctpMessages === 0
      ? null
      : `${count(abandonedSctpMessages, 'SCTP message was', 'SCTP messages were')} not complete.`,
  ({ unreadableHepPackets }) =>
    unreadableHepPackets === 0
      ? null
      : `${count(unreadableHepPackets, 'HEP packet', 'HEP packets')} could not be read.`,
  ({ droppedStreams }) =>
    droppedStreams === 0
      ? null
      : `${count(droppedStreams, 'RTP stream', 'RTP streams')} left memory to make room for newer ones.`,
  ({ droppedCandidates }) =>
    droppedCandidates === 0
      ? null
      : `${count(droppedCandidates, 'flow that looked like RTP was', 'flows that looked like RTP were')} given up unconfirmed.`,
  ({ droppedCompanions }) =>
    droppedCompanions === 0
      ? null
      : `${count(droppedCompanions, 'flow', 'flows')} beside RTP (STUN, DTLS …) left memory to make room for newer ones.`,
  ({ droppedExchanges }) =>
    droppedExchanges === 0
      ? null
      : `${count(droppedExchanges, 'exchange', 'exchanges')} outside calls (messages, subscriptions …) left memory to make room for newer ones.`,
  ({ droppedKeepalives }) =>
    droppedKeepalives === 0
      ? null
      : `${count(droppedKeepalives, 'pair of hosts', 'pairs of hosts')} that kept in touch left memory to make room for others.`,
  ({ refusedJoins }) =>
    refusedJoins === 0
      ? null
      : `${count(refusedJoins, 'join of calls was', 'joins of calls were')} refused because the group was full: calls that belong together may stand apart.`,
  ({ forgottenLinkValues }) =>
    forgottenLinkValues === 0
      ? null
      : `${count(forgottenLinkValues, 'value', 'values')} by which calls are joined left memory to make room for newer ones: calls that belong together may stand apart.`,
  ({ decoderFaults }) =>
    decoderFaults === 0
      ? null
      : `A decoder failed on ${count(decoderFaults, 'frame', 'frames')}: a fault of this program, please report it.`,
];

/** One sentence per kind of loss that happened; nothing is lost in silence. */
export const describeLosses = (losses: Losses): string[] =>
  SENTENCES.map((sentence) => sentence(losses)).filter((words) => words !== null);
