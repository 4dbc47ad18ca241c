import { textBytes } from '../../../fixtures/bytes';
import type { Machine } from '../cast';
import type { Scene } from '../scene';

/** A message with the very header fields that a document shows; Content-Length is counted. */
export type WrittenMessage = {
  readonly from: Machine;
  readonly to: Machine;
  /** Start line and header fields. */
  readonly lines: readonly string[];
  readonly body?: string;
  readonly transport?: 'UDP' | 'TCP';
};

/** Sends it now; the clock goes on a little. */
export function sendWritten(scene: Scene, { from, to, lines, body = '', transport = 'UDP' }: WrittenMessage): void {
  const text = [...lines, `Content-Length: ${textBytes(body).length}`, '', body].join('\r\n');
  scene.send({ atMs: scene.nowMs, source: from, destination: to, transport, text });
}
