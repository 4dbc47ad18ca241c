export type TcpLimits = {
  /** Connections remembered, whatever they carry; two directions each. */
  readonly maxConnections: number;
  /** Bytes one direction may hold, what is kept about them included. */
  readonly maxDirectionBytes: number;
  /** Bytes all connections may hold. */
  readonly maxHeldBytes: number;
  /** A longer SIP message is cut there. */
  readonly maxMessageBytes: number;
  /** How far a direction is searched for something known before it is ignored. */
  readonly maxSearchBytes: number;
  /** The same when messages have been read of it before. */
  readonly maxLostBytes: number;
  /** How long, in capture time, missing bytes and the rest of a message are waited for. */
  readonly maxWaitMs: number;
  /** The same for what may stand before the first bytes of a connection that began before the capture. */
  readonly maxReorderMs: number;
};

export const TCP_LIMITS: TcpLimits = {
  maxConnections: 32_768,
  maxDirectionBytes: 4 * 1024 * 1024,
  maxHeldBytes: 64 * 1024 * 1024,
  maxMessageBytes: 256 * 1024,
  maxSearchBytes: 16 * 1024,
  maxLostBytes: 512 * 1024,
  maxWaitMs: 20_000,
  maxReorderMs: 300,
};
