import { describe, expect, it } from 'vitest';
import { readCapDevices, readInterfaceLines } from '../../../../main/engine/capture/interfaceLists';

describe('readInterfaceLines', () => {
  it.each([
    ['1. eth0', { number: 1, name: 'eth0', description: '', loopback: null, up: null }],
    ['3. lo (Loopback)', { number: 3, name: 'lo', description: 'Loopback', loopback: null, up: null }],
    [
      '2. \\Device\\NPF_{0A1B} (Ethernet 2)\r',
      { number: 2, name: '\\Device\\NPF_{0A1B}', description: 'Ethernet 2', loopback: null, up: null },
    ],
    ['3.lo [Up, Running, Loopback]', { number: 3, name: 'lo', description: '', loopback: true, up: true }],
    [
      '7.nflog (Linux netfilter log (NFLOG) interface) [none]',
      { number: 7, name: 'nflog', description: 'Linux netfilter log (NFLOG) interface', loopback: false, up: false },
    ],
    [
      '12.en0 [Up, Running, Wireless, Associated]',
      { number: 12, name: 'en0', description: '', loopback: false, up: true },
    ],
  ])('%s', (line, expected) => {
    expect(readInterfaceLines(`${line}\n`)).toEqual([expected]);
  });

  it('leaves out what is no interface', () => {
    expect(readInterfaceLines('dumpcap: There are no interfaces on which a capture can be done\n\n')).toEqual([]);
  });
});

describe('readCapDevices', () => {
  it('numbers the devices in their order', () => {
    const text = JSON.stringify([
      { name: 'eth0', addresses: [] },
      { name: 'lo', addresses: [], flags: 'PCAP_IF_LOOPBACK' },
    ]);
    expect(readCapDevices(text)).toEqual([
      { number: 1, name: 'eth0', description: '', loopback: false, up: null },
      { number: 2, name: 'lo', description: '', loopback: true, up: null },
    ]);
  });

  it.each(['', '{', 'null', '"x"'])('answers nothing for %j', (text) => {
    expect(readCapDevices(text)).toEqual([]);
  });
});
