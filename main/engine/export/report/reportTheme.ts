import type { Tone } from '../../../../shared/ladder/describeMessage';

/** Colours of the printed report: the light theme's, dark enough for paper. */
export const INK = {
  paper: '#ffffff',
  text: '#17202b',
  muted: '#596575',
  faint: '#8793a1',
  line: '#c3cbd5',
  band: '#f3f5f7',
  media: '#4653c4',
  warn: '#96610a',
  error: '#c32f3c',
} as const;

export const TONE_INK: Record<Tone, string> = {
  request: '#1766c9',
  acknowledge: '#596575',
  progress: '#596575',
  answered: '#157a4d',
  redirected: '#96610a',
  challenged: '#96610a',
  refused: '#96610a',
  failed: '#c32f3c',
};

/** Sizes in points. */
export const SIZE = { title: 15, heading: 11, text: 8.5, small: 7, mono: 7 } as const;
