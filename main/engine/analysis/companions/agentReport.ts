import type { FlowPath } from '../flowPath';

/** What a HEP agent said of a call other than its packets. */
export type AgentReport = {
  /** Correlation identifier, the Call-ID as a rule; empty when none was sent. */
  readonly correlationId: string;
  /** `RTCP report`, `log line` … */
  readonly subject: string;
  readonly text: string;
  readonly path: FlowPath;
  readonly frame: number;
  readonly atMs: number;
};
