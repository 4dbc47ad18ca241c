import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { contentSecurityPolicy } from '../../shared/page/contentSecurityPolicy';

/** Headers of every answer, whatever it is. */
const SECURITY_HEADERS: OutgoingHttpHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), usb=(), serial=()',
  'Cache-Control': 'no-store',
};

/** `host` is the checked Host header; older browsers do not count ws: as `'self'`. */
export function securityHeaders(host: string | undefined): OutgoingHttpHeaders {
  const sockets = host === undefined ? [] : [`ws://${host}`];
  return { ...SECURITY_HEADERS, 'Content-Security-Policy': contentSecurityPolicy(sockets) };
}

/** An answer that tells nothing but its number, and drops whatever the asker still wants to send. */
export function refuse(response: ServerResponse, status: 403 | 404 | 405): void {
  response.writeHead(status, { ...securityHeaders(undefined), 'Content-Length': 0, Connection: 'close' });
  response.end();
}

export function answerJson(response: ServerResponse, status: number, value: object): void {
  const body = JSON.stringify(value);
  response.writeHead(status, {
    ...securityHeaders(undefined),
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
  });
  response.end(body);
}
