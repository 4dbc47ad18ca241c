/** What became of TCP segments; all but the first two only grow. */
export type TcpCounts = {
  /** Connections remembered, and the bytes they hold. */
  openConnections: number;
  heldBytes: number;
  /** Forgotten because there were too many. */
  droppedConnections: number;
  /** In which TLS was seen; nothing of them is handed out. */
  encryptedConnections: number;
  /** Units handed out. */
  units: number;
  /** Places at which bytes of connections that carry something known are missing for good, and how many. */
  gaps: number;
  missingBytes: number;
  /** Bytes of connections that carry something known, which could not be read: behind a hole, junk, the rest of a message. */
  unreadableBytes: number;
  /** Messages of WebSocket whose compression leans on earlier ones, which are not kept. */
  compressedMessages: number;
  /** Segments that came before one which precedes them. */
  outOfOrderSegments: number;
  /** Bytes that had come before, and those of them that differ from what came first. */
  repeatedBytes: number;
  differingBytes: number;
};

export const noTcpCounts = (): TcpCounts => ({
  openConnections: 0,
  heldBytes: 0,
  droppedConnections: 0,
  encryptedConnections: 0,
  units: 0,
  gaps: 0,
  missingBytes: 0,
  unreadableBytes: 0,
  compressedMessages: 0,
  outOfOrderSegments: 0,
  repeatedBytes: 0,
  differingBytes: 0,
});
