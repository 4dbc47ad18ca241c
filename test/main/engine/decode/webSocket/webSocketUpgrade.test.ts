import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readWebSocketUpgrade } from '../../../../../main/engine/decode/webSocket/webSocketUpgrade';
import { joinBytes, textBytes } from '../../../../fixtures/bytes';
import { inTheMiddle } from '../../../../fixtures/soundFields';
import { webSocketFrame, webSocketRequest, webSocketResponse } from '../../../../fixtures/webSocketFrames';

function read(message: Uint8Array) {
  const { bytes, start, end } = inTheMiddle(message);
  const upgrade = readWebSocketUpgrade(bytes, start, end);
  return upgrade === null ? null : { ...upgrade, headerEnd: upgrade.headerEnd - start };
}

describe('the opening handshake', () => {
  it('reads a request', () => {
    const request = webSocketRequest({ extensions: 'permessage-deflate; client_max_window_bits' });
    expect(read(request)).toEqual({ kind: 'request', headerEnd: request.length, subprotocol: 'sip', deflate: true });
  });

  it('reads a response and where frames begin behind it', () => {
    const response = webSocketResponse();
    expect(read(joinBytes(response, webSocketFrame('x')))).toEqual({
      kind: 'response',
      headerEnd: response.length,
      subprotocol: 'sip',
      deflate: false,
    });
  });

  it.each([
    ['any case', 'HTTP/1.1 101 X\r\nUPGRADE:WebSocket\r\n\r\n', true],
    ['bare line feeds', 'HTTP/1.1 101\nUpgrade: websocket\n\n', true],
    ['one of several protocols', 'GET / HTTP/1.1\r\nUpgrade: h2c, websocket\r\n\r\n', true],
    ['another protocol', 'GET / HTTP/1.1\r\nUpgrade: h2c\r\n\r\n', false],
    ['no upgrade', 'GET / HTTP/1.1\r\nHost: x\r\n\r\n', false],
    ['another status', 'HTTP/1.1 200 OK\r\nUpgrade: websocket\r\n\r\n', false],
    ['another method', 'POST / HTTP/1.1\r\nUpgrade: websocket\r\n\r\n', false],
    ['a header without end', 'GET / HTTP/1.1\r\nUpgrade: websocket\r\n', false],
    ['the word in the body', 'GET / HTTP/1.1\r\n\r\nUpgrade: websocket\r\n\r\n', false],
    ['an empty text', '', false],
  ])('%s', (_name, text, expected) => {
    expect(read(textBytes(text)) !== null).toBe(expected);
  });

  it('knows a request without subprotocol', () => {
    expect(read(webSocketRequest({ subprotocol: '' }))).toMatchObject({ subprotocol: '' });
  });

  it('reads whole headers only, at every length', () => {
    const request = webSocketRequest();
    for (let length = 0; length < request.length; length += 1) expect(read(request.subarray(0, length))).toBeNull();
  });

  it('takes any bytes behind a beginning', () => {
    fc.assert(
      fc.property(fc.constantFrom('GET ', 'HTTP/1.1 101'), fc.uint8Array({ maxLength: 100 }), (beginning, rest) => {
        read(joinBytes(textBytes(beginning), rest, textBytes('\r\n\r\n')));
      }),
    );
  });

  it.each([' ', ':', '\r', 'Upgrade:\r\n', ' HTTP/1.1', ','])(
    'takes time linear in the length with many of %j',
    (piece) => {
      const bytes = textBytes(`GET ${piece.repeat(300_000 / piece.length)}\r\n\r\n`);
      const startedAtMs = performance.now();
      readWebSocketUpgrade(bytes, 0, bytes.length);
      expect(performance.now() - startedAtMs).toBeLessThan(1000);
    },
  );
});
