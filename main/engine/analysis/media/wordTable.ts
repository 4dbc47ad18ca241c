const FIRST_CAPACITY = 64;

/** Mixes one 32-bit word into a hash (the rounds of MurmurHash3). */
function mix(hash: number, word: number): number {
  const scrambled = Math.imul(word, 0xcc9e2d51);
  const turned = hash ^ Math.imul((scrambled << 15) | (scrambled >>> 17), 0x1b873593);
  return (Math.imul((turned << 13) | (turned >>> 19), 5) + 0xe6546b64) | 0;
}

function finish(hash: number): number {
  const first = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35);
  return second ^ (second >>> 16);
}

/** Marks an empty place where an entry's hash stands; no hash has this value. */
const EMPTY = 0;

/**
 * A hash table from a fixed number of 32-bit words to objects: open addressing over typed arrays, so that a look-up makes neither
 * object nor string. The caller writes the words into `key` and then asks.
 *
 * Whoever sends packets chooses the keys, so the hash begins with a secret of this table.
 */
export class WordTable<Value extends object> {
  /** Scratch: the words that the next call is about. */
  readonly key: Uint32Array;
  #size = 0;
  readonly #words: number;
  readonly #secret = (Math.random() * 0x1_0000_0000) | 0;
  #mask = FIRST_CAPACITY - 1;
  /** Apart from the keys, so that those of thousands of entries stay in the nearest cache: they lead to the value, the key confirms it. */
  #hashes = new Uint32Array(FIRST_CAPACITY);
  #keys: Uint32Array;
  #values: (Value | null)[] = new Array<Value | null>(FIRST_CAPACITY).fill(null);

  constructor(words: number) {
    this.#words = words;
    this.key = new Uint32Array(words);
    this.#keys = new Uint32Array(words * FIRST_CAPACITY);
  }

  get size(): number {
    return this.#size;
  }

  /** What stands under `key`, or null. */
  find(): Value | null {
    const slot = this.#slotOf(this.#hash());
    return slot < 0 ? null : this.#values[slot]!;
  }

  /** Puts a value under `key`, which must not be there yet. */
  add(value: Value): void {
    if (2 * (this.#size + 1) > this.#mask) this.#grow();
    const hash = this.#hash();
    let slot = hash & this.#mask;
    while (this.#hashes[slot] !== EMPTY) slot = (slot + 1) & this.#mask;
    this.#hashes[slot] = hash;
    this.#keys.set(this.key, slot * this.#words);
    this.#values[slot] = value;
    this.#size += 1;
  }

  /** Takes `key` out; what was displaced by it moves up, so that no gap stops a search (Knuth, algorithm 6.4R). */
  remove(): void {
    const mask = this.#mask;
    let gap = this.#slotOf(this.#hash());
    if (gap < 0) return;
    for (let slot = (gap + 1) & mask; ; slot = (slot + 1) & mask) {
      const hash = this.#hashes[slot]!;
      if (hash === EMPTY) break;
      const home = hash & mask;
      if (((slot - home) & mask) < ((slot - gap) & mask)) continue;
      this.#move(slot, gap);
      gap = slot;
    }
    this.#hashes[gap] = EMPTY;
    this.#values[gap] = null;
    this.#size -= 1;
  }

  /** −1 when `key` is not there. */
  #slotOf(hash: number): number {
    const hashes = this.#hashes;
    const mask = this.#mask;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const found = hashes[slot]!;
      if (found === EMPTY) return -1;
      if (found === hash && this.#holdsKey(slot * this.#words)) return slot;
    }
  }

  #holdsKey(at: number): boolean {
    const keys = this.#keys;
    const key = this.key;
    for (let word = 0; word < this.#words; word += 1) if (keys[at + word] !== key[word]) return false;
    return true;
  }

  #move(from: number, to: number): void {
    const words = this.#words;
    this.#hashes[to] = this.#hashes[from]!;
    this.#keys.copyWithin(to * words, from * words, (from + 1) * words);
    this.#values[to] = this.#values[from]!;
  }

  #hash(): number {
    const key = this.key;
    const words = this.#words;
    let even = this.#secret;
    let odd = this.#secret;
    // Two chains, because each round waits for the one before it.
    for (let word = 1; word < words; word += 2) {
      even = mix(even, key[word - 1]!);
      odd = mix(odd, key[word]!);
    }
    if ((words & 1) === 1) even = mix(even, key[words - 1]!);
    const finished = finish(mix(even, odd)) >>> 0;
    return finished === EMPTY ? 1 : finished;
  }

  #grow(): void {
    const hashes = this.#hashes;
    const keys = this.#keys;
    const values = this.#values;
    const words = this.#words;
    const capacity = values.length * 2;
    this.#mask = capacity - 1;
    this.#hashes = new Uint32Array(capacity);
    this.#keys = new Uint32Array(words * capacity);
    this.#values = new Array<Value | null>(capacity).fill(null);
    for (let old = 0; old < values.length; old += 1) {
      const hash = hashes[old]!;
      if (hash === EMPTY) continue;
      let slot = hash & this.#mask;
      while (this.#hashes[slot] !== EMPTY) slot = (slot + 1) & this.#mask;
      this.#hashes[slot] = hash;
      this.#keys.set(keys.subarray(old * words, (old + 1) * words), slot * words);
      this.#values[slot] = values[old]!;
    }
  }
}
