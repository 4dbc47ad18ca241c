/** Interfaces that libpcap offers beside the machine's own, with words for people. */
type PseudoInterface = { readonly name: RegExp; readonly description: string; readonly up: boolean };

const PSEUDO_INTERFACES: readonly PseudoInterface[] = [
  { name: /^any$/, description: 'All interfaces at once', up: true },
  { name: /^bluetooth-monitor$/, description: 'Bluetooth monitor, no network', up: false },
  { name: /^bluetooth\d+$/, description: 'Bluetooth adapter, no network', up: false },
  { name: /^nflog/, description: 'Packets logged by netfilter (NFLOG)', up: false },
  { name: /^nfqueue/, description: 'Packets queued by netfilter (NFQUEUE)', up: false },
  { name: /^dbus-system$/, description: 'D-Bus system bus, no network', up: false },
  { name: /^dbus-session$/, description: 'D-Bus session bus, no network', up: false },
  { name: /^usbmon\d+$/, description: 'USB bus, no network', up: false },
  {
    name: /^(ciscodump|dpauxmon|randpkt|sdjournal|sshdump|udpdump|wifidump|etwdump)/,
    description: 'Extension of Wireshark',
    up: false,
  },
];

/** null for an interface of the machine. */
export const pseudoInterface = (name: string): PseudoInterface | null =>
  PSEUDO_INTERFACES.find((pseudo) => pseudo.name.test(name)) ?? null;
