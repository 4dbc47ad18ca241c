import { describe, expect, it } from 'vitest';
import {
  adviseInstallation,
  adviseOnComplaint,
  kindOfComplaint,
  type AdviceFacts,
} from '../../../../main/engine/capture/permissionAdvice';

const FORBIDDEN = 'You do not have permission to capture on device "eth0". (socket: Operation not permitted)';

const facts = (given: Partial<AdviceFacts>): AdviceFacts => ({
  platform: 'linux',
  source: 'dumpcap',
  path: '/usr/bin/dumpcap',
  wiresharkGroup: false,
  debian: false,
  ...given,
});

describe('kindOfComplaint', () => {
  it.each([
    [FORBIDDEN, 'permission'],
    [
      "lo: You don't have permission to perform this capture on that device (socket: Operation not permitted)",
      'permission',
    ],
    ['en0: (cannot open BPF device) /dev/bpf0: Permission denied', 'permission'],
    ['this user may not run /usr/bin/dumpcap', 'permission'],
    ['spawn /usr/bin/dumpcap EACCES', 'permission'],
    ['There is no device named "nosuch". (No such device exists)', 'noInterface'],
    ['nosuch: No such device exists', 'noInterface'],
    ['"-w" is not an interface of this machine', 'noInterface'],
    [
      'The network adapter on which the capture was being done is no longer attached; the capture has stopped.',
      'interfaceLost',
    ],
    ['pcap_loop: The interface disappeared', 'interfaceLost'],
    ['eth1: That device is not up', 'interfaceLost'],
    ["can't parse filter expression: syntax error", 'badFilter'],
    ["unknown host 'nowhere'", 'badFilter'],
    ['Unable to load Npcap or WinPcap (wpcap.dll); you will not be able to capture packets.', 'noDriver'],
    ["can't mmap rx ring: Cannot allocate memory", 'noMemory'],
    ['dumpcap is not installed', 'notInstalled'],
    ['the optional package "cap" does not load: Cannot find module', 'notInstalled'],
    ['dumpcap ended by itself (signal SIGKILL)', 'other'],
  ])('%s → %s', (words, kind) => {
    expect(kindOfComplaint(words)).toBe(kind);
  });
});

describe('adviseOnComplaint, no permission', () => {
  const usermod = 'sudo usermod -aG wireshark "$USER"';
  it.each([
    ['Linux, dumpcap, the group is there', { wiresharkGroup: true, debian: true }, usermod],
    ['Debian, dumpcap, no group yet', { debian: true }, `sudo dpkg-reconfigure wireshark-common && ${usermod}`],
    ['other Linux, dumpcap', {}, 'sudo setcap cap_net_raw,cap_net_admin=eip /usr/bin/dumpcap'],
    [
      'Linux, tcpdump',
      { source: 'tcpdump', path: '/usr/bin/tcpdump' },
      'sudo setcap cap_net_raw,cap_net_admin=eip /usr/bin/tcpdump',
    ],
    ['Linux, cap', { source: 'cap', path: '/usr/bin/node' }, 'sudo setcap cap_net_raw,cap_net_admin=eip /usr/bin/node'],
    [
      'Linux, odd path',
      { path: "/opt/it's mine/dumpcap" },
      "sudo setcap cap_net_raw,cap_net_admin=eip '/opt/it'\\''s mine/dumpcap'",
    ],
    ['macOS', { platform: 'darwin' }, 'sudo dseditgroup -o edit -a "$USER" -t user access_bpf'],
    ['Windows', { platform: 'win32' }, null],
    ['another system', { platform: 'freebsd' }, null],
  ] satisfies readonly (readonly [string, Partial<AdviceFacts>, string | null])[])('%s', (_, given, command) => {
    const problem = adviseOnComplaint(facts(given), FORBIDDEN);
    expect(problem).toMatchObject({ problem: FORBIDDEN, command });
    expect(problem.advice).toMatch(/\.$/);
  });

  it('names ChmodBPF on macOS and Npcap on Windows', () => {
    expect(adviseOnComplaint(facts({ platform: 'darwin' }), FORBIDDEN).advice).toMatch(/ChmodBPF.*access_bpf/);
    expect(adviseOnComplaint(facts({ platform: 'win32' }), FORBIDDEN).advice).toMatch(/npcap\.com/);
  });
});

describe('adviseOnComplaint, other complaints', () => {
  it('is one line whatever the source says', () => {
    const { problem } = adviseOnComplaint(facts({}), 'a\nb\tc '.repeat(1000));
    expect(problem).toMatch(/^[^\n\t]{1,300}$/);
  });
});

describe('adviseInstallation', () => {
  it.each([
    ['linux', true, 'sudo apt install wireshark-common'],
    ['linux', false, 'sudo dnf install wireshark-cli'],
    ['darwin', false, 'brew install --cask wireshark-app'],
    ['win32', false, null],
    ['freebsd', false, null],
  ] as const)('%s, debian %s → %s', (platform, debian, command) => {
    expect(adviseInstallation({ platform, debian }).command).toBe(command);
  });
});
