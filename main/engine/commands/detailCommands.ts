import type { MessageRow } from '../../../shared/protocol/rows';
import { parseSip } from '../decode/sip/parseSip';
import type { Workbench } from '../workbench';
import { EVICTED, type Commands } from './command';

export function detailCommands(
  workbench: Workbench,
): Commands<'watchCalls' | 'readMessage' | 'checkDigest' | 'readFrame' | 'readStreamSamples'> {
  return {
    watchCalls: ({ calls }, { session }) => {
      session?.watch(calls);
      const captured = workbench.captured;
      if (!captured) return { calls: [], messages: [], streams: [], companions: [] };
      const { signalling, media, companions } = captured.pipeline;
      return {
        calls: calls.map((call) => signalling.callRow(call)).filter((row) => row !== null),
        messages: calls.flatMap((call) => signalling.messagesOf(call)).sort((a, b) => a.atMs - b.atMs),
        streams: calls.flatMap((call) => media.streamsOf(call)),
        companions: calls.flatMap((call) => companions.companionsOf(call)),
      };
    },
    readMessage: async ({ message }) => {
      const { describeFields } = await import('../decode/sip/messageFields');
      const captured = workbench.captured;
      const row = captured?.pipeline.signalling.message(message);
      if (!captured || !row) return EVICTED;
      const bytes = captured.readMessage(row);
      if (bytes === EVICTED) return EVICTED;
      const parsed = parseSip(bytes, 0, bytes.length);
      return { row, bytes, fields: parsed.ok ? describeFields(parsed.value, bytes) : [] };
    },
    checkDigest: async ({ message, password }) => {
      const { checkMessage } = await import('../digest/checkMessage');
      const captured = workbench.captured;
      const row = captured?.pipeline.signalling.message(message);
      if (!captured || !row) return EVICTED;
      const { messages } = captured.pipeline.signalling;
      const earlier = messages.filter(({ callId, index }) => index < row.index && callId === row.callId);
      const readMessage = (other: MessageRow) => captured.readMessage(other);
      return checkMessage({ row, earlier, readMessage }, () => password);
    },
    readFrame: async ({ frame }) => {
      const { frameDetail } = await import('../publish/frameDetail');
      const captured = workbench.captured;
      const stored = captured?.readFrame(frame) ?? EVICTED;
      if (!captured || stored === EVICTED) return EVICTED;
      return frameDetail(stored, captured.start, captured.pipeline.companions);
    },
    readStreamSamples: ({ stream, points }) => workbench.captured?.pipeline.media.samples(stream, points) ?? EVICTED,
  };
}
