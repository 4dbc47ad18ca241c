import { textBytes } from '../../fixtures/bytes';
import type { Body } from './bodies';

/** The parts of a message that stand on the wire in this order. */
export type Written = {
  readonly startLine: string;
  /** Topmost first. */
  readonly vias: readonly string[];
  readonly routing: readonly string[];
  readonly maxForwards: number | null;
  readonly from: string;
  readonly to: string;
  readonly callId: string;
  readonly cseq: string;
  readonly contact: string | null;
  readonly headers: readonly string[];
  readonly body: Body | null;
};

export function writeMessage(written: Written): string {
  const { body, contact, maxForwards } = written;
  return [
    written.startLine,
    ...written.vias.map((via) => `Via: ${via}`),
    ...written.routing,
    ...(maxForwards === null ? [] : [`Max-Forwards: ${maxForwards}`]),
    `From: ${written.from}`,
    `To: ${written.to}`,
    `Call-ID: ${written.callId}`,
    `CSeq: ${written.cseq}`,
    ...(contact === null ? [] : [`Contact: ${contact}`]),
    ...written.headers,
    ...(body === null ? [] : [`Content-Type: ${body.type}`]),
    `Content-Length: ${body === null ? 0 : textBytes(body.text).length}`,
    '',
    body?.text ?? '',
  ].join('\r\n');
}

/** A Via as the next machine completes it (RFC 3581 §4). */
export const receivedVia = (via: string, from: { readonly address: string; readonly port: number }): string =>
  via.endsWith(';rport') ? `${via}=${from.port};received=${from.address}` : via;
