/** How a chunk's value is told: a number, one with names, an address, text, bytes, its size alone, or not at all. */
export type ChunkForm =
  'number' | 'ipFamily' | 'ipProtocol' | 'payloadType' | 'address' | 'text' | 'bytes' | 'size' | 'secret';

type ChunkName = { readonly name: string; readonly form: ChunkForm; readonly explanation: string };

const chunk = (name: string, form: ChunkForm, explanation = ''): ChunkName => ({ name, form, explanation });

/** Chunks of vendor 0 (HEP 3 specification, revision 37). */
export const CHUNK_NAMES: Readonly<Record<number, ChunkName>> = {
  0x01: chunk('Address family', 'ipFamily', 'Of the packet that the agent saw.'),
  0x02: chunk('Protocol', 'ipProtocol', 'Transport of the packet that the agent saw.'),
  0x03: chunk('Source address', 'address', 'As the agent saw it.'),
  0x04: chunk('Destination address', 'address', 'As the agent saw it.'),
  0x05: chunk('Source address', 'address', 'As the agent saw it.'),
  0x06: chunk('Destination address', 'address', 'As the agent saw it.'),
  0x07: chunk('Source port', 'number', 'As the agent saw it.'),
  0x08: chunk('Destination port', 'number', 'As the agent saw it.'),
  0x09: chunk('Seconds', 'number', 'When the agent saw it, Unix time.'),
  0x0a: chunk('Microseconds', 'number', 'To be added to the seconds.'),
  0x0b: chunk('Payload type', 'payloadType', 'What the payload is.'),
  0x0c: chunk('Capture agent', 'number', 'Number that the agent was given.'),
  0x0d: chunk('Keep-alive timer', 'number', 'Seconds.'),
  0x0e: chunk('Authentication key', 'secret', 'Agents send it in the clear; it is not shown.'),
  0x0f: chunk('Payload', 'size', 'The packet as the agent saw it, without its headers.'),
  0x10: chunk('Compressed payload', 'size', 'The packet as the agent saw it, without its headers, compressed.'),
  0x11: chunk('Correlation identifier', 'text', 'What packets belong together by, the Call-ID as a rule.'),
  0x12: chunk('VLAN', 'number', 'VLAN of the packet that the agent saw.'),
  0x13: chunk('Agent name', 'text'),
  0x14: chunk('Source MAC address', 'bytes'),
  0x15: chunk('Destination MAC address', 'bytes'),
  0x16: chunk('Ethernet type', 'number'),
  0x17: chunk('TCP flags', 'number'),
  0x18: chunk('Type of service', 'number'),
  0x20: chunk('MOS', 'number', 'Mean opinion score as the agent computed it, in hundredths as a rule.'),
  0x21: chunk('R factor', 'number', 'As the agent computed it.'),
  0x22: chunk('Location', 'text'),
  0x23: chunk('Jitter', 'number', 'As the agent computed it.'),
  0x24: chunk('Transaction type', 'text'),
  0x25: chunk('JSON keys of the payload', 'text'),
  0x26: chunk('Tags', 'text'),
  0x27: chunk('Tag type', 'number'),
  0x28: chunk('Event type', 'number'),
  0x29: chunk('Group', 'text'),
};

const VENDORS: Readonly<Record<number, string>> = {
  0: 'no vendor',
  1: 'FreeSWITCH',
  2: 'Kamailio',
  3: 'OpenSIPS',
  4: 'Asterisk',
  5: 'Homer',
  6: 'sipXecs',
  7: 'Yeti Switch',
  8: 'Genesys',
};

export const vendorName = (vendor: number): string => VENDORS[vendor] ?? `vendor ${vendor}`;
