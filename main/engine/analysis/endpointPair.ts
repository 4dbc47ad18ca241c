/** Both ends of a path with addresses as packets carry them; a `Packet` is one. */
export type PathEnds = {
  readonly sourceWords: Uint32Array;
  readonly sourcePort: number;
  readonly destinationWords: Uint32Array;
  readonly destinationPort: number;
};

const ADDRESS_WORDS = 4;

/** Words of a key that `writePair` fills. */
export const PAIR_WORDS = 2 * ADDRESS_WORDS + 1;

/** Whether the source stands before the destination in an order of all endpoints. */
function isSourceFirst({ sourceWords, sourcePort, destinationWords, destinationPort }: PathEnds): boolean {
  for (let word = 0; word < ADDRESS_WORDS; word += 1) {
    if (sourceWords[word] !== destinationWords[word]) return sourceWords[word]! < destinationWords[word]!;
  }
  return sourcePort <= destinationPort;
}

/** Writes both ends into a key, so that both directions of a path give the same one; true when the source came first. */
export function writePair(key: Uint32Array, ends: PathEnds): boolean {
  const sourceFirst = isSourceFirst(ends);
  const { sourceWords, sourcePort, destinationWords, destinationPort } = ends;
  const first = sourceFirst ? sourceWords : destinationWords;
  const second = sourceFirst ? destinationWords : sourceWords;
  for (let word = 0; word < ADDRESS_WORDS; word += 1) {
    key[word] = first[word]!;
    key[ADDRESS_WORDS + word] = second[word]!;
  }
  key[2 * ADDRESS_WORDS] = sourceFirst
    ? sourcePort * 0x10000 + destinationPort
    : destinationPort * 0x10000 + sourcePort;
  return sourceFirst;
}
