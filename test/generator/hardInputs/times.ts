import { textBytes } from '../../fixtures/bytes';
import { sipRequest } from '../../fixtures/sipMessages';
import { ALICE, BOB, expectMessage, hardInput, type HardInput } from './hardInput';
import { datagramFrame } from './mediaFrames';

const PATH = { source: `${ALICE}:5060`, destination: `${BOB}:5060` };
const texts = ['first', 'second', 'third'].map((callId) =>
  sipRequest('OPTIONS', { callId, branches: [`z9hG4bK${callId}`] }),
) as [string, string, string];

export const TIME_INPUTS: readonly HardInput[] = [
  hardInput({
    row: 'times',
    name: 'time-goes-back',
    frames: [0, -600, 1000].map((atMs, index) => datagramFrame(atMs, PATH, textBytes(texts[index]!))),
    messages: [
      expectMessage(texts[0], { atMs: 0 }),
      expectMessage(texts[1], { atMs: -600, frames: [2], issues: ['timeWentBack'] }),
      expectMessage(texts[2], { atMs: 1000, frames: [3] }),
    ],
  }),
];
