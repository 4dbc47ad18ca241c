import type { Endpoint } from '../../../../shared/protocol/rows';

const MAX_PATHS = 65_536;
const PORTS = 65_536;

/**
 * Between which endpoints SIP was seen, each way for itself: where nothing was ever heard of one side, its answers may take a way
 * that was not captured. Forgets everything when there are too many: then less is known, and nothing wrong.
 */
export class SeenPaths {
  readonly #paths = new Set<string>();
  readonly #ports = new Uint8Array(PORTS);
  /** Endpoints of messages are pooled, so most paths are known by their objects, without writing a text. */
  readonly #known = new Map<Endpoint, Endpoint | Set<Endpoint>>();
  #knownPaths = 0;
  #latestSource: Endpoint | null = null;
  #latestDestination: Endpoint | null = null;

  note(source: Endpoint, destination: Endpoint): void {
    // Each message is noted by exchanges and by keepalives.
    if (source === this.#latestSource && destination === this.#latestDestination) return;
    this.#latestSource = source;
    this.#latestDestination = destination;
    const known = this.#known.get(source);
    if (known === destination || (known instanceof Set && known.has(destination))) return;
    this.#add(source, destination);
    this.#know(source, destination);
  }

  /** Most talk to one other: only the others have sets. */
  #know(source: Endpoint, destination: Endpoint): void {
    if (this.#knownPaths >= MAX_PATHS) this.#forgetObjects();
    this.#knownPaths += 1;
    const known = this.#known.get(source);
    if (known === undefined) this.#known.set(source, destination);
    else if (known instanceof Set) known.add(destination);
    else this.#known.set(source, new Set([known, destination]));
  }

  #add(source: Endpoint, destination: Endpoint): void {
    const path = pathOf(source, destination);
    if (this.#paths.has(path)) return;
    if (this.#paths.size >= MAX_PATHS) this.#forget();
    this.#paths.add(path);
    this.#ports[source.port & 0xffff] = 1;
    this.#ports[destination.port & 0xffff] = 1;
  }

  #forget(): void {
    this.#paths.clear();
    this.#forgetObjects();
  }

  #forgetObjects(): void {
    this.#known.clear();
    this.#knownPaths = 0;
  }

  /** Whether SIP went from one to the other. */
  has(source: Endpoint, destination: Endpoint): boolean {
    return this.#paths.has(pathOf(source, destination));
  }

  /** Whether SIP went either way between them. */
  carries(one: Endpoint, other: Endpoint): boolean {
    return this.has(one, other) || this.has(other, one);
  }

  /** Whether SIP was seen at this port anywhere. Costs next to nothing. */
  isPort(port: number): boolean {
    return this.#ports[port & 0xffff] === 1;
  }
}

const pathOf = (source: Endpoint, destination: Endpoint): string =>
  `${source.address} ${source.port} ${destination.address} ${destination.port}`;
