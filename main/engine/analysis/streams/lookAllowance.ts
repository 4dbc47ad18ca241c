/** Readers may look at a byte so many times on average, and so often at short units, before they have to wait for more. */
const LOOKS_PER_BYTE = 256;
const FREE_LOOKS = 64 * 1024;

/**
 * How often what a direction holds may be looked at: looking again and again, from its start, at what comes in small pieces is
 * kept linear in all that comes.
 */
export class LookAllowance {
  /** So many bytes have to be there before it is of use to look again. */
  #neededBytes = 0;
  #looks = FREE_LOOKS;

  /** More bytes have come. */
  grant(lengthBytes: number): void {
    this.#looks += lengthBytes * LOOKS_PER_BYTE;
  }

  /** Whether what is held, `lengthBytes`, may be looked at now. */
  isOfUse(lengthBytes: number): boolean {
    return lengthBytes >= this.#neededBytes && this.#looks >= 0;
  }

  /** What was held has been looked at in vain; at least one byte more has to come. */
  spend(lengthBytes: number, neededBytes = 0): void {
    this.#looks -= lengthBytes;
    this.#neededBytes = neededBytes;
  }

  /** What is looked at next is something else. */
  begin(): void {
    this.#neededBytes = 0;
  }
}
