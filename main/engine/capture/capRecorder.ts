/** Captures with `cap` and writes pcapng: the inside of the helper program. */
import type { Result } from '../../../shared/result';
import { err, ok } from '../../../shared/result';
import { PcapngWriter } from '../pcap/pcapngWriter';
import { BoundedOutput, type WriteSome } from './boundedOutput';
import { linkTypeOfCap, type CapModule, type CapSession } from './capModule';
import { HostClock } from './hostClock';
import { oneLine } from './oneLine';

/**
 * Handing packets over at once, as `cap` asks for, makes libpcap's ring on Linux hold only 8 to 16 packets per MiB: 64 MiB lost
 * packets at 50,000/s on a busy machine where 256 MiB lost none. libpcap takes less when the kernel has less to give.
 */
const KERNEL_BUFFER_BYTES = (process.platform === 'linux' ? 256 : 64) * 1024 * 1024;
const CHECK_BUFFER_BYTES = 1024 * 1024;
/** The snapshot length that `cap` sets. */
export const CAP_SNAP_LENGTH_BYTES = 65_535;
const MOST_PENDING_BYTES = 64 * 1024 * 1024;
const FLUSH_EVERY_MS = 50;
const RETRY_EVERY_MS = 5;

/** `cap` keeps a raw pointer into this memory: it must never be collected, so it lives as long as the program. */
const PACKET_BUFFER = Buffer.alloc(CAP_SNAP_LENGTH_BYTES + 1);

export type CapRequest = { readonly interfaceName: string; readonly filter: string; readonly snapLengthBytes: number };

/** Opens and closes the interface with the filter; null when both are good, else one line. */
export function checkCapFilter(cap: CapModule, request: CapRequest): string | null {
  const opened = openCap(cap, request, CHECK_BUFFER_BYTES);
  if (!opened.ok) return opened.error;
  opened.value.session.close();
  return null;
}

/** Starts to record; fails with one line. */
export function startCapRecorder(cap: CapModule, request: CapRequest, write: WriteSome): Result<CapRecorder, string> {
  const opened = openCap(cap, request, KERNEL_BUFFER_BYTES);
  if (!opened.ok) return opened;
  return ok(new CapRecorder(opened.value.session, opened.value.linkType, request, write));
}

type OpenCap = { readonly session: CapSession; readonly linkType: number };

function openCap(cap: CapModule, request: CapRequest, bufferBytes: number): Result<OpenCap, string> {
  const session = new cap.Cap();
  try {
    const name = session.open(request.interfaceName, request.filter, bufferBytes, PACKET_BUFFER);
    const linkType = linkTypeOfCap(name);
    if (linkType !== null) return ok({ session, linkType });
    session.close();
    return err(`the link type "${oneLine(name)}" is not known`);
  } catch (error) {
    return err(oneLine(error instanceof Error ? error.message : String(error)));
  }
}

export class CapRecorder {
  private readonly session: CapSession;
  private readonly output: BoundedOutput;
  private readonly writer: PcapngWriter;
  private readonly clock = new HostClock();
  private readonly snapLengthBytes: number;
  private readonly flushTimer: NodeJS.Timeout;
  private receivedPackets = 0;
  private droppedPackets = 0;
  private reportedDrops = 0;
  private flushedAtMs = 0;
  /** One instance for all packets. */
  private readonly frame = {
    interfaceId: 0,
    seconds: 0,
    nanoseconds: 0,
    bytes: PACKET_BUFFER,
    start: 0,
    end: 0,
    originalBytes: 0,
  };

  constructor(session: CapSession, linkType: number, request: CapRequest, write: WriteSome) {
    this.session = session;
    this.snapLengthBytes = request.snapLengthBytes;
    this.output = new BoundedOutput(write, MOST_PENDING_BYTES);
    this.writer = new PcapngWriter((bytes) => this.output.offer(bytes));
    this.writeHeader(linkType, request);
    session.on('packet', (capturedBytes) => this.take(capturedBytes));
    session.setMinBytes?.(0);
    this.flushTimer = setInterval(() => this.flush(), FLUSH_EVERY_MS);
  }

  /** The parent has gone. */
  get closed(): boolean {
    return this.output.closed;
  }

  /** Ends the capture: statistics, then all that is pending, as long as the reader takes it. */
  async finish(): Promise<void> {
    clearInterval(this.flushTimer);
    this.session.close();
    this.writeStatistics();
    this.writer.flush();
    while (this.output.pendingBytes > 0 && !this.output.closed) {
      await new Promise((resolve) => setTimeout(resolve, RETRY_EVERY_MS));
      this.output.drain();
    }
  }

  private take(capturedBytes: number): void {
    const atMs = this.clock.read();
    this.receivedPackets += 1;
    if (this.output.full) this.droppedPackets += 1;
    else this.write(capturedBytes);
    // cap hands over packet after packet without a turn of the event loop while more are waiting: timers may starve.
    if (atMs - this.flushedAtMs >= FLUSH_EVERY_MS) this.flush();
  }

  private write(capturedBytes: number): void {
    const { frame, clock } = this;
    frame.seconds = clock.seconds;
    frame.nanoseconds = clock.nanoseconds;
    frame.end = Math.min(capturedBytes, this.snapLengthBytes);
    frame.originalBytes = capturedBytes;
    this.writer.writeFrame(frame);
  }

  private flush(): void {
    this.flushedAtMs = this.clock.read();
    if (this.droppedPackets > this.reportedDrops && !this.output.full) this.writeStatistics();
    this.writer.flush();
    this.output.drain();
  }

  private writeHeader(linkType: number, { interfaceName, filter, snapLengthBytes }: CapRequest): void {
    this.writer.writeSectionHeader('Laddergram');
    this.writer.writeInterface({
      linkType,
      snapLengthBytes,
      name: interfaceName,
      description: null,
      filter: filter === '' ? null : filter,
    });
    this.writer.flush();
  }

  /** What the kernel dropped is unknown to `cap`: drops are told only when the helper itself had to leave packets out. */
  private writeStatistics(): void {
    this.clock.read();
    const { seconds, nanoseconds } = this.clock;
    this.reportedDrops = this.droppedPackets;
    this.writer.writeStatistics({
      interfaceId: 0,
      receivedPackets: this.receivedPackets,
      interfaceDroppedPackets: null,
      systemDroppedPackets: this.droppedPackets === 0 ? null : this.droppedPackets,
      start: null,
      end: { seconds, nanoseconds },
    });
  }
}
