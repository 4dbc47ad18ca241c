import type { Endpoint } from '../protocol/rows';

/** Address and port as people write them: 10.0.0.1:5060, [2001:db8::1]:5060. */
export const formatEndpoint = ({ address, port }: Endpoint): string =>
  address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
