import type { Fault } from './fault';

/** What was wrong, in a line for people. */
export const describeFault = (fault: Fault): string =>
  fault.kind === 'truncated'
    ? `cut off: ${fault.needBytes} bytes are needed, ${fault.haveBytes} are there`
    : fault.detail;
