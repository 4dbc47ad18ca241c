import type { MessageIndex } from '../../../shared/ids';
import type { MessageRow } from '../../../shared/protocol/rows';
import type { CapturedCalls } from '../capturedCalls';
import type { Workbench } from '../workbench';
import { EVICTED, type Commands } from './command';

const rowsOf = (captured: CapturedCalls, messages: readonly MessageIndex[]): readonly MessageRow[] =>
  messages.map((index) => captured.pipeline.signalling.message(index)).filter((row) => row !== null);

/** One call, registration, exchange or pair of hosts told in full, made of its messages when somebody asks. */
export function storyCommands(
  workbench: Workbench,
): Commands<'readCall' | 'readRegistration' | 'readExchange' | 'readKeepalive'> {
  return {
    readCall: async ({ call: key }) => {
      const { tellCall } = await import('../analysis/story/tellCall');
      const captured = workbench.captured;
      const call = captured?.pipeline.signalling.callRow(key);
      if (!captured || !call) return EVICTED;
      const { signalling, links } = captured.pipeline;
      return tellCall({
        call,
        group: links.groupOf(key),
        messages: signalling.messagesOf(key),
        readMessage: (message) => captured.readMessage(message),
        captureEndsAtMs: captured.counters().lastAtMs,
      });
    },
    readRegistration: async ({ registration: key }) => {
      const { tellRegistration } = await import('../analysis/registrations/tellRegistration');
      const captured = workbench.captured;
      const registration = captured?.pipeline.signalling.registrationRow(key);
      if (!captured || !registration) return EVICTED;
      return tellRegistration({
        registration,
        messages: rowsOf(captured, registration.messages),
        readMessage: (message) => captured.readMessage(message),
        keepalive: captured.pipeline.keepalives.between(registration.source, registration.registrar),
        captureEndsAtMs: captured.counters().lastAtMs,
      });
    },
    readExchange: ({ exchange: key }) => {
      const captured = workbench.captured;
      const exchange = captured?.pipeline.exchanges.exchangeRow(key);
      return captured && exchange ? { exchange, messages: rowsOf(captured, exchange.messages) } : EVICTED;
    },
    readKeepalive: ({ keepalive: key }) => {
      const captured = workbench.captured;
      const keepalive = captured?.pipeline.keepalives.keepaliveRow(key);
      return captured && keepalive ? { keepalive, messages: rowsOf(captured, keepalive.messages) } : EVICTED;
    },
  };
}
