import { msrpRequest, msrpResponse, type MsrpOptions } from '../../fixtures/msrpMessages';
import type { TimedFrame } from '../mergeFlows';
import type { Host } from '../sipFlow';
import { Dialogue, sessionText } from './dialogue';
import { back, datagram, type Way } from './packets';
import { TcpFlow } from './tcpFlow';

const CALLER: Host = { address: '10.3.8.1', port: 5060 };
const CALLEE: Host = { address: '10.3.8.2', port: 5060 };
const CALLER_PATH = 'msrp://10.3.8.1:2855/kjhd37s2s20w2a;tcp';
const CALLEE_PATH = 'msrp://10.3.8.2:2855/9di4eae923wzd;tcp';

const sessionAt = ({ address }: Host, path: string): string =>
  sessionText(address, 'm=message 2855 TCP/MSRP *', 'a=accept-types:text/plain', `a=path:${path}`);

type Line = { readonly atMs: number; readonly byCallee?: boolean; readonly words: string };

const LINES: readonly Line[] = [
  { atMs: 0, words: 'Is the trunk to Hamburg up again?' },
  { atMs: 1400, byCallee: true, words: 'Since ten to nine. Carrier B still refuses every second call.' },
  { atMs: 2900, words: 'Then I capture there.' },
];

/** Each line as a SEND with its 200 (RFC 4975 §7). */
function chat(startMs: number): readonly TimedFrame[] {
  const connection = new TcpFlow({ ...CALLER, port: 39_700 }, { ...CALLEE, port: 2855 }).open(startMs - 20);
  LINES.forEach(({ atMs, byCallee = false, words }, index) => {
    const [from, to] = byCallee ? [CALLEE_PATH, CALLER_PATH] : [CALLER_PATH, CALLEE_PATH];
    const send: MsrpOptions = { transactionId: `line${index}abc`, messageId: `chat-${index}`, from, to };
    const said = msrpRequest('SEND', words, send);
    const confirmed = msrpResponse('200 OK', { ...send, from: to, to: from });
    if (byCallee) connection.server(startMs + atMs, said).client(startMs + atMs + 8, confirmed);
    else connection.client(startMs + atMs, said).server(startMs + atMs + 8, confirmed);
  });
  return connection.close(startMs + 4000).frames;
}

/** A session of messages: MSRP over a connection of its own. */
export function chatFlows(startMs: number): readonly Iterable<TimedFrame>[] {
  const there: Way = { source: CALLER, destination: CALLEE };
  const partyAt = (user: string, display: string, { address }: Host) => ({
    user,
    display,
    domain: 'chat.example',
    sentBy: `${address}:5060`,
    contact: `sip:${user}@${address}:5060`,
  });
  const says = new Dialogue({
    callId: 'chat01-b3c8@10.3.8.1',
    transport: 'UDP',
    caller: partyAt('noc', 'Control room', CALLER),
    callee: partyAt('field', 'Field team', CALLEE),
  });
  const byeMs = startMs + 4900;
  const signalling = [
    datagram(startMs, there, says.request('INVITE', { sdp: sessionAt(CALLER, CALLER_PATH) })),
    datagram(startMs + 60, back(there), says.response('180 Ringing', 'INVITE')),
    datagram(startMs + 600, back(there), says.response('200 OK', 'INVITE', { sdp: sessionAt(CALLEE, CALLEE_PATH) })),
    datagram(startMs + 604, there, says.request('ACK')),
    datagram(byeMs, there, says.request('BYE', { cseq: 2 })),
    datagram(byeMs + 6, back(there), says.response('200 OK', 'BYE', { cseq: 2 })),
  ];
  return [signalling, chat(startMs + 640)];
}
