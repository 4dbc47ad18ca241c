import { hep3, type HepFields } from '../../fixtures/hepPackets';
import type { TimedFrame } from '../mergeFlows';
import type { Host } from '../sipFlow';
import { START_SECONDS } from '../writeCapture';
import { Dialogue, sessionText } from './dialogue';
import { datagram, type Way } from './packets';

const FEED: Way = { source: { address: '10.3.7.5', port: 43_100 }, destination: { address: '10.3.7.9', port: 9060 } };
const CALLER: Host = { address: '203.0.113.71', port: 5060 };
const CALLEE: Host = { address: '203.0.113.72', port: 5060 };
const CALL_ID = 'homer1-6a2f@203.0.113.71';
/** The agent sends what it saw a little later. */
const AGENT_DELAY_MS = 4;
const PAYLOAD_TYPE = { rtcpReport: 5, log: 100 } as const;

/** What the agent saw at this time between these machines, as it stands on the wire to the collector. */
function seen(atMs: number, from: Host, to: Host, payload: string, fields: HepFields = {}): TimedFrame {
  const seconds = START_SECONDS + Math.floor(atMs / 1000);
  const packet = hep3(payload, {
    source: from.address,
    destination: to.address,
    sourcePort: from.port,
    destinationPort: to.port,
    seconds,
    microseconds: Math.round((atMs % 1000) * 1000),
    agentId: 71,
    agentName: 'edge-west',
    correlationId: CALL_ID,
    ...fields,
  });
  return datagram(atMs + AGENT_DELAY_MS, FEED, packet);
}

const rtcpReport = (ssrc: number, lostPackets: number, jitterTicks: number): string =>
  JSON.stringify({
    type: 200,
    ssrc,
    sender_information: { ntp_timestamp_sec: 3_977_202_196, packets: 250, octets: 40_000 },
    report_blocks: [{ source_ssrc: ssrc + 1, fraction_lost: 3, packets_lost: lostPackets, ia_jitter: jitterTicks }],
  });

const LOG_LINE = 'edge-west: route 12 chosen for +4989700072, carrier B is at its limit';

/** A capture agent's feed of one call, as a HOMER collector gets it: SIP, a report on RTCP, a line of a log. */
export function hepFlow(startMs: number): readonly TimedFrame[] {
  const partyAt = (user: string, display: string, { address }: Host) => ({
    user,
    display,
    domain: 'carrier.example',
    sentBy: `${address}:5060`,
    contact: `sip:${user}@${address}:5060`,
  });
  const says = new Dialogue({
    callId: CALL_ID,
    transport: 'UDP',
    caller: partyAt('+4989700071', 'Homer 71', CALLER),
    callee: partyAt('+4989700072', 'Homer 72', CALLEE),
  });
  const sdpAt = ({ address }: Host): string =>
    sessionText(address, 'm=audio 21000 RTP/AVP 8', 'a=rtpmap:8 PCMA/8000', 'a=ptime:20');
  const there = (atMs: number, text: string, fields?: HepFields): TimedFrame =>
    seen(startMs + atMs, CALLER, CALLEE, text, fields);
  const here = (atMs: number, text: string, fields?: HepFields): TimedFrame =>
    seen(startMs + atMs, CALLEE, CALLER, text, fields);
  return [
    there(0, says.request('INVITE', { sdp: sdpAt(CALLER) })),
    here(6, says.response('100 Trying', 'INVITE')),
    there(9, LOG_LINE, { payloadType: PAYLOAD_TYPE.log }),
    here(130, says.response('180 Ringing', 'INVITE')),
    here(1700, says.response('200 OK', 'INVITE', { sdp: sdpAt(CALLEE) })),
    there(1708, says.request('ACK')),
    there(4100, rtcpReport(0x8071, 2, 31), { payloadType: PAYLOAD_TYPE.rtcpReport }),
    here(4900, rtcpReport(0x8072, 0, 12), { payloadType: PAYLOAD_TYPE.rtcpReport }),
    here(6900, says.request('BYE', { byCallee: true, cseq: 1 })),
    there(6907, says.response('200 OK', 'BYE', { byCallee: true, cseq: 1 })),
  ];
}
