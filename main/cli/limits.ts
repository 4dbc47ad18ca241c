import type { RingSettings } from '../../shared/protocol/captureState';
import type { LiveCaptureRequest } from '../engine/engine';
import { wrongWord } from './failure';

type StopAfter = LiveCaptureRequest['stopAfter'];

const LARGEST = 2_000_000_000;

const RING_NAMES = { filesize: 'filesizeKb', duration: 'durationS', packets: 'packets', files: 'files' } as const;
const STOP_NAMES = { filesize: 'filesizeKb', duration: 'durationS', packets: 'packets' } as const;

export const NO_RING: RingSettings = { filesizeKb: null, durationS: null, packets: null, files: null };
export const NEVER_STOP: StopAfter = { filesizeKb: null, durationS: null, packets: null };

/** Reads one `name:number` word into the settings so far; throws commander's InvalidArgumentError. */
function withLimit<Settings extends object>(
  words: string,
  soFar: Settings,
  names: Readonly<Record<string, keyof Settings & string>>,
): Settings {
  const [, name = '', digits = ''] = /^([a-z]+):(\d{1,10})$/.exec(words) ?? [];
  const field = Object.hasOwn(names, name) ? names[name] : undefined;
  const value = Number(digits);
  if (field === undefined || digits === '' || value < 1 || value > LARGEST) {
    const allowed = Object.keys(names).map((known) => `${known}:N`);
    throw wrongWord(`Write ${allowed.join(', ')}, with N from 1 to ${LARGEST}.`);
  }
  return { ...soFar, [field]: value };
}

/** `-b`, once per limit of the ring. */
export const withRingLimit = (words: string, soFar: RingSettings = NO_RING): RingSettings =>
  withLimit(words, soFar, RING_NAMES);

/** `-a`, once per condition that ends the capture. */
export const withStopLimit = (words: string, soFar: StopAfter = NEVER_STOP): StopAfter =>
  withLimit(words, soFar, STOP_NAMES);
