/** `1 byte`, `20 bytes` */
export const byteCount = (lengthBytes: number): string => (lengthBytes === 1 ? '1 byte' : `${lengthBytes} bytes`);
