/** A synchronisation source as Wireshark writes it: 0x1234abcd. */
export const formatSsrc = (ssrc: number): string => `0x${ssrc.toString(16).padStart(8, '0')}`;
