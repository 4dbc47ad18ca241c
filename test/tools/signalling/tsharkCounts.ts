import { run } from '../pcap/programs';

/** How often each method and status occurs in a capture, as tshark's statistics of SIP count them; retransmissions included. */
export function tsharkSipCounts(capture: string): Readonly<Record<string, number>> {
  const lines = run('tshark', ['-r', capture, '-q', '-z', 'sip,stat']).split('\n');
  const counts = lines.map((line) => /^ +(?:SIP (\d{3}) .*?|([A-Z]+)) *: +(\d+) Packets/.exec(line));
  return Object.fromEntries(
    counts.flatMap((found) => (found ? [[found[1] ?? found[2] ?? '', Number(found[3])] as const] : [])),
  );
}
