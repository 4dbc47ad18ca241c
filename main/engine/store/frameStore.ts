import type { CaptureInterface, StoredFrame } from '../../../shared/capture/frame';

/** Frames by their number, read again from where they lie on disk. */
export type FrameStore = {
  /** Number of the last frame. */
  readonly frames: number;
  /** First frame that can still be read; larger than 1 once a ring has overwritten. */
  readonly oldestFrame: number;
  readonly interfaces: readonly CaptureInterface[];
  /** The frame with bytes of its own; 'evicted' when its file is gone or there is no frame of this number. */
  read(frame: number): StoredFrame | 'evicted';
  /** Comments that the capture holds of this frame. */
  comments?(frame: number): readonly string[];
  close(): void;
};
