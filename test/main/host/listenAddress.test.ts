import { describe, expect, it } from 'vitest';
import { addressOfPage, hostHeaders, isLoopback, parseListenAddress } from '../../../main/host/listenAddress';
import { ok } from '../../../shared/result';

describe('parseListenAddress', () => {
  it.each([
    ['127.0.0.1:8060', { host: '127.0.0.1', port: 8060 }],
    ['localhost:0', { host: 'localhost', port: 0 }],
    ['[::1]:65535', { host: '::1', port: 65_535 }],
    ['Host.Example:80', { host: 'host.example', port: 80 }],
  ])('reads %s', (text, address) => {
    expect(parseListenAddress(text)).toEqual(ok(address));
  });

  it.each(['', '127.0.0.1', ':8060', '127.0.0.1:65536', '127.0.0.1:-1', '::1:80', '[nonsense]:80', 'a b:80', 'a:80/x'])(
    'refuses %j in one line',
    (text) => {
      const outcome = parseListenAddress(text);
      expect(outcome.ok).toBe(false);
      expect(outcome.ok ? '' : outcome.error).not.toContain('\n');
    },
  );
});

it.each([
  ['127.0.0.1', true],
  ['127.8.9.1', true],
  ['localhost', true],
  ['::1', true],
  ['0.0.0.0', false],
  ['::', false],
  ['10.0.0.1', false],
  ['127.evil.example', false],
])('isLoopback(%s) is %s', (host, expected) => {
  expect(isLoopback(host)).toBe(expected);
});

describe('hostHeaders', () => {
  it('of a loopback address are its three names', () => {
    expect([...hostHeaders({ host: '127.0.0.1', port: 8060 })].sort()).toEqual([
      '127.0.0.1:8060',
      '[::1]:8060',
      'localhost:8060',
    ]);
  });

  it('of one other address are that address alone', () => {
    expect([...hostHeaders({ host: '10.0.0.1', port: 8060 })]).toEqual(['10.0.0.1:8060']);
  });

  it('may leave out the port that HTTP leaves out', () => {
    expect(hostHeaders({ host: 'localhost', port: 80 }).has('localhost')).toBe(true);
    expect(hostHeaders({ host: 'localhost', port: 8080 }).has('localhost')).toBe(false);
  });

  it('of the wildcard address are the machine’s own numbers', () => {
    const headers = hostHeaders({ host: '0.0.0.0', port: 1 });
    expect(headers.has('127.0.0.1:1')).toBe(true);
    expect(headers.has('evil.example:1')).toBe(false);
  });
});

it.each([
  [{ host: '0.0.0.0', port: 1 }, 'http://127.0.0.1:1/'],
  [{ host: '::1', port: 2 }, 'http://[::1]:2/'],
  [{ host: 'localhost', port: 3 }, 'http://localhost:3/'],
])('addressOfPage(%o) is %s', (address, url) => {
  expect(addressOfPage(address)).toBe(url);
});
