import { textBytes } from '../../fixtures/bytes';
import { ethernet, ipv4, udp } from '../../fixtures/frames';
import { icmp } from '../../fixtures/icmpMessages';
import type { TimedFrame } from '../mergeFlows';
import { Dialogue, sessionText } from './dialogue';

const CALLER = '10.3.4.1';
const NOBODY = '10.3.4.9';
/** Timer A doubles from T1 = 500 ms (RFC 3261 §17.1.1.2); what an error stops is not up to the capture. */
const SENT_AFTER_MS = [0, 500, 1500, 3500] as const;
const PORT_UNREACHABLE = { type: 3, code: 3 } as const;

const careless = (text: string): string =>
  text.replace('Max-Forwards: 70\r\n', 'Date: Mon, 12 Jan 2026 11:23:21 CET\r\n');

/** An INVITE to a machine on which nothing listens: the machine says so each time. The door phone forgets Max-Forwards and does not know GMT. */
export function refusedFlow(startMs: number): readonly TimedFrame[] {
  const says = new Dialogue({
    callId: 'refuse-51d0@10.3.4.1',
    transport: 'UDP',
    caller: {
      user: '4001',
      display: 'Gate house',
      domain: 'plant.example',
      sentBy: `${CALLER}:5060`,
      contact: `sip:4001@${CALLER}:5060`,
    },
    callee: {
      user: '4009',
      display: 'Door 9',
      domain: 'plant.example',
      sentBy: `${NOBODY}:5060`,
      contact: `sip:4009@${NOBODY}:5060`,
    },
  });
  const sdp = sessionText(CALLER, 'm=audio 11000 RTP/AVP 0', 'a=rtpmap:0 PCMU/8000');
  const invite = udp({ sourcePort: 5060, destinationPort: 5060 }, textBytes(careless(says.request('INVITE', { sdp }))));
  return SENT_AFTER_MS.flatMap((sentMs, index) => {
    const sent = ipv4({ source: CALLER, destination: NOBODY, dscp: 24, id: 700 + index }, invite);
    const error = icmp(PORT_UNREACHABLE.type, PORT_UNREACHABLE.code, sent.bytes);
    return [
      { atMs: startMs + sentMs, bytes: ethernet({}, sent).bytes },
      { atMs: startMs + sentMs + 0.7, bytes: ethernet({}, ipv4({ source: NOBODY, destination: CALLER }, error)).bytes },
    ];
  });
}
