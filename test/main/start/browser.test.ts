import { expect, it } from 'vitest';
import { openerOf } from '../../../main/start/browser';

const url = 'http://127.0.0.1:1/?token=a&b=`c`';

it.each([
  ['linux', 'xdg-open', [url]],
  ['darwin', 'open', [url]],
  ['win32', 'rundll32', ['url.dll,FileProtocolHandler', url]],
])('on %s the address is one argument of %s', (platform, program, words) => {
  expect(openerOf(platform, url)).toEqual({ program, words });
});
