import type { StreamPlace } from './streamMemory';
import { WINDOW, WINDOW_NUMBERS } from './streamNumbers';

/** How many sequence numbers back a packet can be told from its duplicate. A power of two. */
export const WINDOW_PACKETS = WINDOW_NUMBERS * 64;
const WINDOW_WORDS = WINDOW_PACKETS / 32;

/** Where the bit of a number stands: which of the last 1,024 extended sequence numbers were seen, addressed modulo the window. */
const wordOf = (place: StreamPlace, extended: number): number =>
  2 * (place.at + WINDOW) + ((extended >>> 5) & (WINDOW_WORDS - 1));

export function clearWindow({ numbers, at }: StreamPlace): void {
  numbers.fill(0, at + WINDOW, at + WINDOW + WINDOW_NUMBERS);
}

export function wasSeen(place: StreamPlace, extended: number): boolean {
  return ((place.words[wordOf(place, extended)]! >>> (extended & 31)) & 1) === 1;
}

export function markSeen(place: StreamPlace, extended: number): void {
  const word = wordOf(place, extended);
  place.words[word] = place.words[word]! | (1 << (extended & 31));
}

/** Forgets (from, to]: these numbers now stand for packets that have not come yet. */
export function forgetSeen(place: StreamPlace, from: number, to: number): void {
  if (to - from >= WINDOW_PACKETS) return clearWindow(place);
  for (let extended = from + 1; extended <= to; extended += 1) {
    const word = wordOf(place, extended);
    place.words[word] = place.words[word]! & ~(1 << (extended & 31));
  }
}
