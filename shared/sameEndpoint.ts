import type { Endpoint } from './protocol/rows';

/** Whether two endpoints have the same address and port; addresses are in canonical form. */
export const sameEndpoint = (one: Endpoint, other: Endpoint): boolean =>
  one.port === other.port && one.address === other.address;
