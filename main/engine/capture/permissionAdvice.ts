/** What a source's complaint means and what to do about it on this system. Pure: the facts are given. */
import type { CaptureProblem, SourceName } from '../../../shared/protocol/captureState';
import { oneLine } from './oneLine';

export type ComplaintKind =
  'permission' | 'noInterface' | 'interfaceLost' | 'noDriver' | 'noMemory' | 'badFilter' | 'notInstalled' | 'other';

/** First match decides; the words are those of libpcap, dumpcap, tcpdump, Npcap and the kernel. */
const COMPLAINTS: readonly (readonly [ComplaintKind, RegExp])[] = [
  ['notInstalled', /is not installed|"cap" does not load/],
  ['noDriver', /(unable to load|install) (npcap|winpcap)|wpcap\.dll|npcap .*not (installed|running)/i],
  ['interfaceLost', /disappeared|no longer (running|attached)|network is down|went down|device is not up|is not up\)/i],
  ['permission', /permission|not permitted|may not run|access (is )?denied|EACCES|EPERM|must be root|\/dev\/bpf/i],
  ['noInterface', /no such device|no device named|doesn't exist|does not exist|not an interface|no interface|SIOCGIF/i],
  ['noMemory', /cannot allocate memory|rx ring|not enough memory/i],
  ['badFilter', /filter|syntax error|parse|expression|unknown (host|port|proto)|illegal (token|char)/i],
];

export const kindOfComplaint = (words: string): ComplaintKind =>
  COMPLAINTS.find(([, pattern]) => pattern.test(words))?.[0] ?? 'other';

export type AdviceFacts = {
  readonly platform: NodeJS.Platform;
  readonly source: SourceName;
  /** The program that may not capture: dumpcap, tcpdump, or the Node that runs the helper; null when there is none. */
  readonly path: string | null;
  /** Linux: a group "wireshark" exists, as the distributions' packages make it. */
  readonly wiresharkGroup: boolean;
  /** Linux: packages are configured with dpkg. */
  readonly debian: boolean;
};

type Advice = Pick<CaptureProblem, 'advice' | 'command'>;

const OTHER_ADVICE: Readonly<Record<Exclude<ComplaintKind, 'permission' | 'notInstalled'>, Advice>> = {
  noInterface: {
    advice: 'Choose one of the interfaces in the list; it may have been renamed or removed.',
    command: null,
  },
  interfaceLost: { advice: 'Bring the interface up again, then start the capture again.', command: null },
  noDriver: { advice: 'Install Npcap from https://npcap.com, then start the capture again.', command: null },
  noMemory: { advice: 'Close programs that use much memory, then start the capture again.', command: null },
  badFilter: {
    advice: 'Capture filters are written as for tcpdump, for example: udp port 5060 or tcp port 5060.',
    command: null,
  },
  other: { advice: 'Start the capture again; if it ends again, choose another source.', command: null },
};

/** The problem that a complaint tells of, with advice for this platform. */
export function adviseOnComplaint(facts: AdviceFacts, problem: string): CaptureProblem {
  const kind = kindOfComplaint(problem);
  return { problem: oneLine(problem), ...adviceFor(kind, facts) };
}

function adviceFor(kind: ComplaintKind, facts: AdviceFacts): Advice {
  if (kind === 'permission') return permissionFor(facts);
  return kind === 'notInstalled' ? installationFor(facts) : OTHER_ADVICE[kind];
}

function permissionFor(facts: AdviceFacts): Advice {
  switch (facts.platform) {
    case 'linux':
      return LINUX_PERMISSION[facts.source](facts);
    case 'darwin':
      return {
        advice:
          'Install ChmodBPF (it comes with Wireshark: "Install ChmodBPF.pkg" in its disk image) or add yourself to the group access_bpf, then log in again.',
        command: 'sudo dseditgroup -o edit -a "$USER" -t user access_bpf',
      };
    case 'win32':
      return {
        advice:
          'Npcap may be installed for administrators only: install it again from https://npcap.com without "Restrict Npcap driver\'s access to Administrators only", or start this program as administrator.',
        command: null,
      };
    default:
      return { advice: 'Start this program as a user who may read /dev/bpf.', command: null };
  }
}

const LOG_IN_AGAIN = 'Then log out and in again.';

const LINUX_PERMISSION: Readonly<Record<SourceName, (facts: AdviceFacts) => Advice>> = {
  dumpcap: ({ wiresharkGroup, debian, path }) => {
    if (wiresharkGroup) {
      return {
        advice: `Join the group that may capture. ${LOG_IN_AGAIN}`,
        command: 'sudo usermod -aG wireshark "$USER"',
      };
    }
    if (debian) {
      return {
        advice: `Answer Yes to let a group capture, and join it. ${LOG_IN_AGAIN}`,
        command: 'sudo dpkg-reconfigure wireshark-common && sudo usermod -aG wireshark "$USER"',
      };
    }
    return { advice: 'Give dumpcap, and it alone, the right to capture.', command: setCapabilities(path ?? 'dumpcap') };
  },
  tcpdump: ({ path }) => ({
    advice: 'Give tcpdump the right to capture, or install dumpcap (package wireshark-common or wireshark-cli).',
    command: setCapabilities(path ?? 'tcpdump'),
  }),
  cap: ({ path, debian }) => ({
    advice: `Better install dumpcap (${debian ? 'sudo apt install wireshark-common' : 'package wireshark-cli'}): the command below lets every program that this Node runs capture.`,
    command: setCapabilities(path ?? 'node'),
  }),
};

const setCapabilities = (path: string): string => `sudo setcap cap_net_raw,cap_net_admin=eip ${quoted(path)}`;

/** A path as one word of a shell command that a person copies. */
const quoted = (path: string): string => (/^[\w./+-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`);

/** Nothing that captures was found. */
export function adviseInstallation(facts: Pick<AdviceFacts, 'platform' | 'debian'>): CaptureProblem {
  return { problem: 'No program that captures packets was found on this machine.', ...installationFor(facts) };
}

function installationFor({ platform, debian }: Pick<AdviceFacts, 'platform' | 'debian'>): Advice {
  switch (platform) {
    case 'linux':
      return {
        advice: 'Install dumpcap, which comes with Wireshark, or tcpdump.',
        command: debian ? 'sudo apt install wireshark-common' : 'sudo dnf install wireshark-cli',
      };
    case 'darwin':
      return {
        advice: 'Install Wireshark from https://www.wireshark.org together with its ChmodBPF package.',
        command: 'brew install --cask wireshark-app',
      };
    case 'win32':
      return { advice: 'Install Wireshark from https://www.wireshark.org; its installer offers Npcap.', command: null };
    default:
      return { advice: 'Install Wireshark (for dumpcap) or tcpdump.', command: null };
  }
}
