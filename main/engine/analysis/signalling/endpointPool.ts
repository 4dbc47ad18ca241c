import type { Endpoint } from '../../../../shared/protocol/rows';
import { detached } from './stringPool';

const DEFAULT_LIMIT = 65_536;

/** One `Endpoint` object per address and port. Bounded like `StringPool`. */
export class EndpointPool {
  readonly #ports = new Map<string, Map<number, Endpoint>>();
  readonly #limit: number;
  #size = 0;

  constructor(limit = DEFAULT_LIMIT) {
    this.#limit = limit;
  }

  keep(endpoint: Endpoint): Endpoint {
    return this.of(endpoint.address, endpoint.port);
  }

  of(address: string, port: number): Endpoint {
    const known = this.#ports.get(address)?.get(port);
    if (known !== undefined) return known;
    if (this.#size >= this.#limit) this.#forget();
    return this.#add(address, port);
  }

  #add(address: string, port: number): Endpoint {
    let ports = this.#ports.get(address);
    if (ports === undefined) {
      ports = new Map();
      this.#ports.set(detached(address), ports);
    }
    const sibling: Endpoint | undefined = ports.values().next().value;
    const endpoint: Endpoint = { address: sibling?.address ?? detached(address), port };
    ports.set(port, endpoint);
    this.#size += 1;
    return endpoint;
  }

  #forget(): void {
    this.#ports.clear();
    this.#size = 0;
  }
}
