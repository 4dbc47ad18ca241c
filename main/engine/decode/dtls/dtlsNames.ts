import { hexNumber } from '../hexNumber';

/** Names of the IANA registries "TLS Parameters" and "TLS Extensions", as DTLS handshakes for media show them. */

const CONTENT_TYPES = new Map<number, string>([
  [20, 'Change Cipher Spec'],
  [21, 'Alert'],
  [22, 'Handshake'],
  [23, 'Application Data'],
  [24, 'Heartbeat'],
  [25, 'Ciphertext with connection identifier'],
  [26, 'Acknowledgment'],
]);

const HANDSHAKE_TYPES = new Map<number, string>([
  [0, 'Hello Request'],
  [1, 'Client Hello'],
  [2, 'Server Hello'],
  [3, 'Hello Verify Request'],
  [4, 'New Session Ticket'],
  [5, 'End of Early Data'],
  [6, 'Hello Retry Request'],
  [8, 'Encrypted Extensions'],
  [9, 'Request Connection ID'],
  [10, 'New Connection ID'],
  [11, 'Certificate'],
  [12, 'Server Key Exchange'],
  [13, 'Certificate Request'],
  [14, 'Server Hello Done'],
  [15, 'Certificate Verify'],
  [16, 'Client Key Exchange'],
  [17, 'Client Certificate Request'],
  [20, 'Finished'],
  [21, 'Certificate URL'],
  [22, 'Certificate Status'],
  [23, 'Supplemental Data'],
  [24, 'Key Update'],
  [25, 'Compressed Certificate'],
  [254, 'Message Hash'],
]);

const ALERTS = new Map<number, string>([
  [0, 'close notify'],
  [10, 'unexpected message'],
  [20, 'bad record MAC'],
  [21, 'decryption failed'],
  [22, 'record overflow'],
  [30, 'decompression failure'],
  [40, 'handshake failure'],
  [41, 'no certificate'],
  [42, 'bad certificate'],
  [43, 'unsupported certificate'],
  [44, 'certificate revoked'],
  [45, 'certificate expired'],
  [46, 'certificate unknown'],
  [47, 'illegal parameter'],
  [48, 'unknown CA'],
  [49, 'access denied'],
  [50, 'decode error'],
  [51, 'decrypt error'],
  [52, 'too many CIDs requested'],
  [60, 'export restriction'],
  [70, 'protocol version'],
  [71, 'insufficient security'],
  [80, 'internal error'],
  [86, 'inappropriate fallback'],
  [90, 'user canceled'],
  [100, 'no renegotiation'],
  [109, 'missing extension'],
  [110, 'unsupported extension'],
  [111, 'certificate unobtainable'],
  [112, 'unrecognized name'],
  [113, 'bad certificate status response'],
  [114, 'bad certificate hash value'],
  [115, 'unknown PSK identity'],
  [116, 'certificate required'],
  [120, 'no application protocol'],
]);

const VERSIONS = new Map<number, string>([
  [0x0100, 'DTLS 0.9 (OpenSSL)'],
  [0xfeff, 'DTLS 1.0'],
  [0xfefd, 'DTLS 1.2'],
  [0xfefc, 'DTLS 1.3'],
]);

const SRTP_PROFILES = new Map<number, string>([
  [0x0001, 'SRTP_AES128_CM_HMAC_SHA1_80'],
  [0x0002, 'SRTP_AES128_CM_HMAC_SHA1_32'],
  [0x0005, 'SRTP_NULL_HMAC_SHA1_80'],
  [0x0006, 'SRTP_NULL_HMAC_SHA1_32'],
  [0x0007, 'SRTP_AEAD_AES_128_GCM'],
  [0x0008, 'SRTP_AEAD_AES_256_GCM'],
  [0x0009, 'DOUBLE_AEAD_AES_128_GCM_AEAD_AES_128_GCM'],
  [0x000a, 'DOUBLE_AEAD_AES_256_GCM_AEAD_AES_256_GCM'],
  [0x000b, 'SRTP_ARIA_128_CTR_HMAC_SHA1_80'],
  [0x000c, 'SRTP_ARIA_128_CTR_HMAC_SHA1_32'],
  [0x000d, 'SRTP_ARIA_256_CTR_HMAC_SHA1_80'],
  [0x000e, 'SRTP_ARIA_256_CTR_HMAC_SHA1_32'],
  [0x000f, 'SRTP_AEAD_ARIA_128_GCM'],
  [0x0010, 'SRTP_AEAD_ARIA_256_GCM'],
]);

const EXTENSIONS = new Map<number, string>([
  [0, 'server_name'],
  [1, 'max_fragment_length'],
  [5, 'status_request'],
  [10, 'supported_groups'],
  [11, 'ec_point_formats'],
  [13, 'signature_algorithms'],
  [14, 'use_srtp'],
  [15, 'heartbeat'],
  [16, 'application_layer_protocol_negotiation'],
  [18, 'signed_certificate_timestamp'],
  [21, 'padding'],
  [22, 'encrypt_then_mac'],
  [23, 'extended_main_secret'],
  [27, 'compress_certificate'],
  [28, 'record_size_limit'],
  [35, 'session_ticket'],
  [41, 'pre_shared_key'],
  [42, 'early_data'],
  [43, 'supported_versions'],
  [44, 'cookie'],
  [45, 'psk_key_exchange_modes'],
  [49, 'post_handshake_auth'],
  [50, 'signature_algorithms_cert'],
  [51, 'key_share'],
  [53, 'connection_id (draft)'],
  [54, 'connection_id'],
  [65281, 'renegotiation_info'],
]);

/** Record content type (RFC 6347 §4.1). */
export const dtlsContentName = (type: number): string => CONTENT_TYPES.get(type) ?? `content type ${type}`;
/** Handshake message (RFC 6347 §4.3.2, RFC 9147 §5.2). */
export const dtlsHandshakeName = (type: number): string => HANDSHAKE_TYPES.get(type) ?? `handshake type ${type}`;
/** What an alert says (RFC 8446 §6). */
export const dtlsAlertName = (description: number): string => ALERTS.get(description) ?? `alert ${description}`;
/** Version on the wire: the complement of the number that people say. */
export const dtlsVersionName = (version: number): string => VERSIONS.get(version) ?? `version ${hexNumber(version, 4)}`;
/** SRTP protection profile (RFC 5764 §4.1.2, RFC 7714). */
export const srtpProfileName = (profile: number): string =>
  SRTP_PROFILES.get(profile) ?? `SRTP profile ${hexNumber(profile, 4)}`;
export const tlsExtensionName = (type: number): string => EXTENSIONS.get(type) ?? `extension ${type}`;
