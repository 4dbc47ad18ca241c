import type { Endpoint } from '../../../../shared/protocol/rows';

/** Where and when a message was seen. */
export type Sighting = {
  readonly source: Endpoint;
  readonly destination: Endpoint;
  readonly atMs: number;
  /** The capture's clock: the latest `atMs` so far, which never goes back. */
  readonly nowMs: number;
};
