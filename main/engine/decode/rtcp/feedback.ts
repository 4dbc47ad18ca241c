import { u32 } from '../bigEndian';
import type { ReadBody } from './readBody';
import { payloadFeedbackName, transportFeedbackName } from './registries';

const FIXED_BYTES = 8;

/** Feedback message (RFC 4585 §6.1): sender, media source, then control information of the named format. */
export function readFeedback(
  kind: 'transportFeedback' | 'payloadFeedback',
  bytes: Uint8Array,
  start: number,
  end: number,
  format: number,
): ReadBody | null {
  if (end - start < FIXED_BYTES) return null;
  const name = kind === 'transportFeedback' ? transportFeedbackName(format) : payloadFeedbackName(format);
  const senderSsrc = u32(bytes, start);
  const mediaSsrc = u32(bytes, start + 4);
  const body = bytes.slice(start + FIXED_BYTES, end);
  return { body: { kind, format, name, senderSsrc, mediaSsrc, body }, complaint: null };
}
