import { expect, it } from 'vitest';
import { isOwnSender } from '../../../main/app/senderCheck';

const parent = {} as never;

it.each([
  ['our page', { url: 'app://laddergram/', parent: null }, true],
  ['our page with a fragment', { url: 'app://laddergram/#calls', parent: null }, true],
  ['a frame inside our page', { url: 'app://laddergram/', parent }, false],
  ['another page', { url: 'https://evil.example/', parent: null }, false],
  ['a host that begins like ours', { url: 'app://laddergram.evil.example/', parent: null }, false],
  ['our name in another place', { url: 'https://evil.example/app://laddergram/', parent: null }, false],
  ['a file', { url: 'file:///app://laddergram/', parent: null }, false],
  ['a blank page', { url: 'about:blank', parent: null }, false],
  ['a frame that is gone', null, false],
])('a message from %s', (_name, senderFrame, expected) => {
  expect(isOwnSender({ senderFrame })).toBe(expected);
});
