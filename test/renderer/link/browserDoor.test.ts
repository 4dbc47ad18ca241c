import { describe, expect, it } from 'vitest';
import { engineAddress, withToken } from '../../../renderer/link/browserDoor';

const page = { protocol: 'http:', host: '127.0.0.1:8060', search: '?token=s%2Bcret' };

describe('browser door', () => {
  it.each([
    ['a WebSocket', engineAddress(page), 'ws://127.0.0.1:8060/engine?token=s%2Bcret'],
    [
      'a WebSocket over TLS',
      engineAddress({ ...page, protocol: 'https:' }),
      'wss://127.0.0.1:8060/engine?token=s%2Bcret',
    ],
    ['an upload', withToken(page, '/upload', { name: 'a&b .pcap' }), '/upload?token=s%2Bcret&name=a%26b+.pcap'],
    ['a download', withToken(page, '/download/7?as=file'), '/download/7?as=file&token=s%2Bcret'],
    ['a page let in by its cookie', withToken({ ...page, search: '' }, '/download/7'), '/download/7'],
  ])('addresses %s', (_name, address, expected) => expect(address).toBe(expected));
});
