/** Third word of ::ffff:a.b.c.d, the form in which packets carry IPv4 addresses. */
const MAPPED = 0xffff;
const GROUPS = 8;

/** A power of two; 4,096 addresses are more than most captures have. */
const CACHE_SLOTS = 4096;
const cachedWords = new Uint32Array(CACHE_SLOTS * 4);
const cachedTexts: (string | undefined)[] = new Array<string | undefined>(CACHE_SLOTS).fill(undefined);

const isMappedIpv4 = (words: Uint32Array): boolean => words[0] === 0 && words[1] === 0 && words[2] === MAPPED;

function formatIpv4(address: number): string {
  return `${address >>> 24}.${(address >>> 16) & 0xff}.${(address >>> 8) & 0xff}.${address & 0xff}`;
}

const groupAt = (words: Uint32Array, group: number): number =>
  (group & 1) === 0 ? words[group >> 1]! >>> 16 : words[group >> 1]! & 0xffff;

/** Where the longest run of zero groups begins and how long it is; the first of equally long ones. */
function longestZeroRun(words: Uint32Array): { start: number; length: number } {
  let longest = { start: 0, length: 0 };
  let runStart = 0;
  for (let group = 0; group <= GROUPS; group += 1) {
    if (group < GROUPS && groupAt(words, group) === 0) continue;
    if (group - runStart > longest.length) longest = { start: runStart, length: group - runStart };
    runStart = group + 1;
  }
  return longest;
}

function formatGroups(words: Uint32Array, from: number, to: number): string {
  const texts: string[] = [];
  for (let group = from; group < to; group += 1) texts.push(groupAt(words, group).toString(16));
  return texts.join(':');
}

/** RFC 5952 §4: lower case, no leading zeros, the longest run of two or more zero groups as `::`. */
function formatIpv6(words: Uint32Array): string {
  const run = longestZeroRun(words);
  if (run.length < 2) return formatGroups(words, 0, GROUPS);
  return `${formatGroups(words, 0, run.start)}::${formatGroups(words, run.start + run.length, GROUPS)}`;
}

function slotOf(words: Uint32Array): number {
  let hash = Math.imul(words[0]! ^ 0x9e3779b9, 0x85ebca6b) ^ words[1]!;
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b) ^ words[2]!;
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35) ^ words[3]!;
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  return (hash ^ (hash >>> 15)) & (CACHE_SLOTS - 1);
}

/**
 * An address of four words as text: dotted for ::ffff:a.b.c.d, else the canonical form of RFC 5952.
 * Texts of recent addresses are kept, so that asking again costs no string.
 */
export function formatAddress(words: Uint32Array): string {
  const slot = slotOf(words);
  const at = slot * 4;
  const cached = cachedTexts[slot];
  if (
    cached !== undefined &&
    cachedWords[at] === words[0] &&
    cachedWords[at + 1] === words[1] &&
    cachedWords[at + 2] === words[2] &&
    cachedWords[at + 3] === words[3]
  ) {
    return cached;
  }
  const text = isMappedIpv4(words) ? formatIpv4(words[3]!) : formatIpv6(words);
  cachedWords.set(words.subarray(0, 4), at);
  cachedTexts[slot] = text;
  return text;
}
