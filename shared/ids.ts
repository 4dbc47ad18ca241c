declare const brand: unique symbol;
type Branded<T, Name extends string> = T & { readonly [brand]: Name };

/** Number of a captured frame, counted from 1 as Wireshark counts. */
export type FrameNumber = Branded<number, 'FrameNumber'>;
/** Number of a SIP message in order of arrival, counted from 0. */
export type MessageIndex = Branded<number, 'MessageIndex'>;
/** Key of a call: stable for as long as the capture is open. */
export type CallKey = Branded<string, 'CallKey'>;
/** Key of an RTP stream: one SSRC from one address:port to one address:port. */
export type StreamKey = Branded<string, 'StreamKey'>;
/** Key of a companion: what runs beside RTP, between two address:port pairs. */
export type CompanionKey = Branded<string, 'CompanionKey'>;
/** Key of a registration: one address of record at one registrar. */
export type RegistrationKey = Branded<string, 'RegistrationKey'>;
/** Key of a group of calls that are one story; it changes when groups are joined or split. */
export type CallGroupKey = Branded<string, 'CallGroupKey'>;
/** Key of an exchange outside calls and registrations. */
export type ExchangeKey = Branded<string, 'ExchangeKey'>;
/** Key of the keepalives between two endpoints. */
export type KeepaliveKey = Branded<string, 'KeepaliveKey'>;

export const frameNumber = (value: number): FrameNumber => value as FrameNumber;
export const messageIndex = (value: number): MessageIndex => value as MessageIndex;
export const callKey = (value: string): CallKey => value as CallKey;
export const streamKey = (value: string): StreamKey => value as StreamKey;
export const registrationKey = (value: string): RegistrationKey => value as RegistrationKey;
export const companionKey = (value: string): CompanionKey => value as CompanionKey;
export const callGroupKey = (value: string): CallGroupKey => value as CallGroupKey;
export const exchangeKey = (value: string): ExchangeKey => value as ExchangeKey;
export const keepaliveKey = (value: string): KeepaliveKey => value as KeepaliveKey;
