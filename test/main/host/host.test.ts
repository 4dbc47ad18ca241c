import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { createToken, isUsableToken } from '../../../main/host/accessToken';
import { createHost } from '../../../main/host/host';
import { fakeEngine } from '../../double/fakeEngine';

const options = { engine: fakeEngine(), token: 'x'.repeat(20), pageFolder: '/nonexistent' };

it('says in one line that the port is in use', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as { port: number };
  const outcome = await createHost({ ...options, listen: { host: '127.0.0.1', port } });
  other.close();
  expect(outcome).toEqual({ ok: false, error: expect.stringMatching(/^port \d+ of 127\.0\.0\.1 is in use/) as string });
});

it('says in one line that the address is not of this machine', async () => {
  const outcome = await createHost({ ...options, listen: { host: '192.0.2.1', port: 0 } });
  expect(outcome).toEqual({ ok: false, error: '192.0.2.1 is no address of this machine' });
});

it('makes tokens of at least 128 bits that never repeat', () => {
  const tokens = Array.from({ length: 100 }, createToken);
  expect(new Set(tokens).size).toBe(100);
  for (const token of tokens) {
    expect(Buffer.from(token, 'base64url').length).toBeGreaterThanOrEqual(16);
    expect(isUsableToken(token)).toBe(true);
  }
});

it.each(['', 'short', 'x'.repeat(201), 'has spaces in its middle', 'semi;colon;semi;colon'])(
  'takes no token like %j',
  (token) => {
    expect(isUsableToken(token)).toBe(false);
  },
);
