import type { Tone } from '../../shared/ladder/describeMessage';

const CLASSES: Readonly<Record<Tone, string>> = {
  request: '',
  acknowledge: '',
  progress: 'prov',
  answered: 'ok',
  redirected: 'warn',
  challenged: 'warn',
  refused: 'warn',
  failed: 'error',
};

/** Colour of what a message means; requests have none. */
export const toneClass = (tone: Tone): string => CLASSES[tone];
