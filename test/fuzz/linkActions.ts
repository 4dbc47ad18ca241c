import type { Random } from '../generator/random';
import type { Asked } from './asked';
import { below, pick } from './choice';

const HEADERS = ['X-CID', 'Session-ID', 'Call-ID', 'From', 'User-Agent', 'X-Unknown', 'Via', 'x-cisco-org', 'X', ''];
const MOST_JOINED = 60;

/** What a person may say of the links between calls, at random. */
export function linkByHand({ through }: Asked, random: Random): void {
  const { signalling, links } = through.pipeline;
  const calls = signalling.calls();
  if (calls.length === 0) return;
  const some = (): typeof calls => Array.from({ length: 2 + below(random, MOST_JOINED) }, () => pick(random, calls));
  const names = (): string[] => Array.from({ length: below(random, 5) }, () => pick(random, HEADERS));
  const choice = random();
  if (choice < 0.4) links.join(some().slice(0, 2 + below(random, 3)));
  else if (choice < 0.5) links.join(some());
  else if (choice < 0.8) links.split(pick(random, calls));
  else links.setHeaders(names());
}
