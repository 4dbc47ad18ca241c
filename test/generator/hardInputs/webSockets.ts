import { joinBytes } from '../../fixtures/bytes';
import { sdpText, sipRequest, sipResponse } from '../../fixtures/sipMessages';
import {
  MASKING_KEY,
  webSocketFrame,
  webSocketMessage,
  webSocketRequest,
  webSocketResponse,
} from '../../fixtures/webSocketFrames';
import { Connection } from './connection';
import { ALICE, BOB, expectMessage, hardInput, type HardInput } from './hardInput';

const overWebSocket = (text: string): string => text.replaceAll('SIP/2.0/UDP', 'SIP/2.0/WS');
const sdp = sdpText(ALICE, [{ port: 20_000, formats: ['0 PCMU/8000'] }]);
const invite = overWebSocket(sipRequest('INVITE', { callId: 'ws@example.org', sdp }));
const trying = overWebSocket(sipResponse(100, 'Trying', { callId: 'ws@example.org' }));
const MASKED = { maskingKey: MASKING_KEY };
const PING = 9;

const webSocketInput = (
  name: string,
  port: number,
  request: readonly Uint8Array[],
  found: readonly number[],
): HardInput => {
  const connection = new Connection({ port }).open().alice(webSocketRequest()).bob(webSocketResponse());
  for (const segment of request) connection.alice(segment);
  connection.bob(webSocketFrame(trying)).close();
  const transport = 'ws';
  const answerFrame = 6 + request.length;
  return hardInput({
    row: 'webSocket',
    name,
    frames: connection.frames,
    messages: [
      expectMessage(invite, { transport, frames: found, source: `${ALICE}:40001`, destination: `${BOB}:${port}` }),
      expectMessage(trying, {
        transport,
        frames: [answerFrame],
        source: `${BOB}:${port}`,
        destination: `${ALICE}:40001`,
      }),
    ],
  });
};

const inParts = webSocketMessage(invite, [100, 60], MASKED);
const pinged = [inParts[0]!, webSocketFrame('are you there', { opcode: PING, ...MASKED }), ...inParts.slice(1)];
const wholeFrame = webSocketFrame(invite, MASKED);

export const WEB_SOCKET_INPUTS: readonly HardInput[] = [
  webSocketInput('web-socket-masked', 80, [wholeFrame], [6]),
  webSocketInput('web-socket-any-port', 40_123, [wholeFrame], [6]),
  webSocketInput('web-socket-fragmented', 8080, [joinBytes(...pinged)], [6]),
  webSocketInput(
    'web-socket-over-segments',
    80,
    [wholeFrame.subarray(0, 1), wholeFrame.subarray(1, 200), wholeFrame.subarray(200)],
    [6, 7, 8],
  ),
  hardInput({
    row: 'webSocket',
    name: 'web-socket-mid-stream',
    frames: new Connection({ port: 8088 }).alice(wholeFrame).bob(webSocketFrame(trying)).frames,
    messages: [
      expectMessage(invite, { transport: 'ws', source: `${ALICE}:40001`, destination: `${BOB}:8088` }),
      expectMessage(trying, { transport: 'ws', frames: [2], source: `${BOB}:8088`, destination: `${ALICE}:40001` }),
    ],
    tshark: { shows: [], because: 'without the handshake it does not see a WebSocket' },
  }),
];
