const GROUPS = 8;
const MAX_TEXT_LENGTH = 128;

/** The 32 bits of a dotted IPv4 address; null when it is none. Leading zeros count as decimal, as SDP writers mean them. */
function parseIpv4(text: string): number | null {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (match === null) return null;
  let address = 0;
  for (const part of match.slice(1)) {
    const byte = Number(part);
    if (byte > 255) return null;
    address = address * 256 + byte;
  }
  return address;
}

/** 16-bit groups between colons, an IPv4 address at the end as two of them; null when one is no group. */
function parseGroups(text: string, mayEndInIpv4: boolean): number[] | null {
  if (text === '') return [];
  const parts = text.split(':');
  const groups: number[] = [];
  for (const [index, part] of parts.entries()) {
    if (/^[0-9a-f]{1,4}$/i.test(part)) {
      groups.push(Number.parseInt(part, 16));
      continue;
    }
    const embedded = mayEndInIpv4 && index === parts.length - 1 ? parseIpv4(part) : null;
    if (embedded === null) return null;
    groups.push(embedded >>> 16, embedded & 0xffff);
  }
  return groups;
}

/** All eight groups of an IPv6 address (RFC 4291 §2.2); null when it is none. */
function parseIpv6(text: string): number[] | null {
  const gap = text.indexOf('::');
  if (gap < 0) {
    const groups = parseGroups(text, true);
    return groups?.length === GROUPS ? groups : null;
  }
  const head = parseGroups(text.slice(0, gap), false);
  const tail = parseGroups(text.slice(gap + 2), true);
  if (head === null || tail === null) return null;
  const zeros = GROUPS - head.length - tail.length;
  return zeros < 1 ? null : [...head, ...new Array<number>(zeros).fill(0), ...tail];
}

/**
 * Reads an IPv4 or IPv6 address (compressed, with an embedded IPv4 address, with a zone id, which is dropped) into four words,
 * IPv4 as ::ffff:a.b.c.d. False when the text is no address; then the words stay as they were.
 */
export function parseAddress(text: string, words: Uint32Array): boolean {
  if (text.length > MAX_TEXT_LENGTH) return false;
  const ipv4 = parseIpv4(text);
  if (ipv4 !== null) {
    words.set([0, 0, 0xffff, ipv4]);
    return true;
  }
  const zone = text.indexOf('%');
  const groups = parseIpv6(zone < 0 ? text : text.slice(0, zone));
  if (groups === null) return false;
  for (let word = 0; word < 4; word += 1) words[word] = groups[word * 2]! * 0x10000 + groups[word * 2 + 1]!;
  return true;
}
