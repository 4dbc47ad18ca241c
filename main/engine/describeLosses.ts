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
};

const count = (number: number, one: string, many: string): string =>
  `${formatCount(number)} ${number === 1 ? one : many}`;

/** One sentence per kind of loss that happened; nothing is lost in silence. */
export function describeLosses(losses: Losses): string[] {
  const { abandonedDatagrams, abandonedFragments, droppedStreams, droppedCandidates, decoderFaults } = losses;
  const notes: string[] = [];
  if (abandonedDatagrams > 0) {
    const fragments = count(abandonedFragments, 'fragment', 'fragments');
    notes.push(
      `${count(abandonedDatagrams, 'IP datagram was', 'IP datagrams were')} not complete: ${fragments} could not be read.`,
    );
  }
  if (droppedStreams > 0)
    notes.push(`${count(droppedStreams, 'RTP stream', 'RTP streams')} left memory to make room for newer ones.`);
  if (droppedCandidates > 0) {
    notes.push(
      `${count(droppedCandidates, 'flow that looked like RTP was', 'flows that looked like RTP were')} given up unconfirmed.`,
    );
  }
  if (decoderFaults > 0) {
    notes.push(
      `A decoder failed on ${count(decoderFaults, 'frame', 'frames')}: a fault of this program, please report it.`,
    );
  }
  return notes;
}
