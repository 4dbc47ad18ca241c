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
  #known = new WeakMap<Endpoint, WeakSet<Endpoint>>();

  note(source: Endpoint, destination: Endpoint): void {
    if (this.#known.get(source)?.has(destination) === true) return;
    this.#add(source, destination);
    const ofSource = this.#known.get(source);
    if (ofSource === undefined) this.#known.set(source, new WeakSet([destination]));
    else ofSource.add(destination);
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
    this.#known = new WeakMap();
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
