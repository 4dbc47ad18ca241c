import { describe, expect, it } from 'vitest';
import { capSource } from '../../../../main/engine/capture/capSource';
import { unfitRequest, type FoundSource } from '../../../../main/engine/capture/captureSource';
import { captureSources, SOURCE_ORDER } from '../../../../main/engine/capture/captureSources';
import { dumpcapSource } from '../../../../main/engine/capture/dumpcapSource';
import { tcpdumpSource } from '../../../../main/engine/capture/tcpdumpSource';

const program: FoundSource = { kind: 'found', path: '/usr/bin/program', version: '1' };

describe('unfitRequest', () => {
  it.each([
    ['eth0', '', null],
    ['\\Device\\NPF_{1234}', 'udp', null],
    ['eth0', '-w /tmp/x', null],
    ['', '', 'no interface was named'],
    ['-', '', '"-" is not an interface of this machine'],
    ['-w', '', '"-w" is not an interface of this machine'],
    ['/tmp/fifo', '', '"/tmp/fifo" is not an interface of this machine'],
    ['rpcap://host/eth0', '', '"rpcap://host/eth0" is not an interface of this machine'],
    ['TCP@192.0.2.1', '', '"TCP@192.0.2.1" is not an interface of this machine'],
    ['\\\\.\\pipe\\x', '', '"\\\\.\\pipe\\x" is not an interface of this machine'],
    ['eth0\0', '', 'the interface name has a control character'],
    ['eth0\n', '', 'the interface name has a control character'],
    ['x'.repeat(257), '', 'the interface name is too long'],
    ['eth0', 'udp\0', 'the capture filter has a NUL character'],
  ])('%j, filter %j → %j', (interfaceName, filter, expected) => {
    expect(unfitRequest({ interfaceName, filter })).toBe(expected);
  });
});

describe('command', () => {
  const hostile = { interfaceName: 'eth0', filter: '-w /tmp/owned; $(id)' };

  it('gives dumpcap the filter as the value of -f', () => {
    const { args } = dumpcapSource.command(program, hostile);
    expect(args.slice(-4)).toEqual(['-f', hostile.filter, '-w', '-']);
    expect(args[args.indexOf('-i') + 1]).toBe('eth0');
  });

  it('gives tcpdump the filter as one word behind --', () => {
    const { args } = tcpdumpSource.command(program, hostile);
    expect(args.slice(-4)).toEqual(['-w', '-', '--', hostile.filter]);
    expect(args.slice(0, 2)).toEqual(['-i', 'eth0']);
  });

  it('gives the helper the filter as the value of --filter', () => {
    const { file, args } = capSource.command({ ...program, path: '/opt/capHelper.js' }, hostile);
    expect(file).toBe(process.execPath);
    expect(args).toEqual(['/opt/capHelper.js', '--interface', 'eth0', '--filter', hostile.filter]);
  });

  it.each(SOURCE_ORDER)('%s is told the snapshot length only when one is asked for', (name) => {
    const { command } = captureSources[name];
    const request = { interfaceName: 'eth0', filter: '' };
    expect(command(program, request).args).not.toContain('96');
    expect(command(program, { ...request, snapLengthBytes: 96 }).args).toContain('96');
  });
});
