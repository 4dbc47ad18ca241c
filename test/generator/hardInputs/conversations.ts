import { textBytes } from '../../fixtures/bytes';
import { sdpText, sipRequest, sipResponse, type SipOptions } from '../../fixtures/sipMessages';
import {
  ALICE,
  BOB,
  expectMessage,
  hardInput,
  type ExpectedMessage,
  type HardFrame,
  type HardInput,
} from './hardInput';
import { datagramFrame, voice, type Voice } from './mediaFrames';

type Line = { readonly atMs: number; readonly text: string; readonly byBob?: boolean };
type Machines = { readonly alice: string; readonly bob: string };

const DIRECT: Machines = { alice: `${ALICE}:5060`, bob: `${BOB}:5060` };
const PCMU = ['0 PCMU/8000'];
const sdpOf = (address: string, port: number): string => sdpText(address, [{ port, formats: PCMU }]);
const byAlice = (atMs: number, text: string): Line => ({ atMs, text });
const byBob = (atMs: number, text: string): Line => ({ atMs, text, byBob: true });

type Script = { readonly lines: readonly Line[]; readonly voices?: readonly Voice[]; readonly machines?: Machines };

/** Frames in order of time, and the messages among them. */
function played({ lines, voices = [], machines = DIRECT }: Script): Pick<HardInput, 'frames' | 'messages'> {
  const there = { source: machines.alice, destination: machines.bob };
  const back = { source: machines.bob, destination: machines.alice };
  const said = lines.map((line) => {
    const path = line.byBob === true ? back : there;
    return { frame: datagramFrame(line.atMs, path, textBytes(line.text)), line, path };
  });
  const all: HardFrame[] = [...said.map(({ frame }) => frame), ...voices.flatMap(voice)];
  const frames = all.toSorted((a, b) => a.atMs - b.atMs);
  const messages: ExpectedMessage[] = said.map(({ frame, line, path }) =>
    expectMessage(line.text, { ...path, frames: [frames.indexOf(frame) + 1] }),
  );
  return { frames, messages };
}

const streamOf = ({ source, destination, ssrc, packets }: Voice) => ({ source, destination, ssrc, packets });

// Forked

const FORKED = 'forked@example.org';
const leg = (toTag: string, port: number): SipOptions => ({ callId: FORKED, toTag, sdp: sdpOf(BOB, port) });
const ackOf = (toTag: string): string =>
  sipRequest('ACK', { callId: FORKED, toTag, branches: [`z9hG4bKack-${toTag}`] });

const forkedInput: HardInput = hardInput({
  row: 'forked',
  name: 'forked-invite',
  ...played({
    lines: [
      byAlice(0, sipRequest('INVITE', { callId: FORKED, sdp: sdpOf(ALICE, 20_000) })),
      byBob(100, sipResponse(180, 'Ringing', { callId: FORKED, toTag: 'desk' })),
      byBob(120, sipResponse(180, 'Ringing', { callId: FORKED, toTag: 'mobile' })),
      byBob(1000, sipResponse(200, 'OK', leg('desk', 30_000))),
      byBob(1010, sipResponse(200, 'OK', leg('mobile', 30_010))),
      byAlice(1020, ackOf('desk')),
      byAlice(1030, ackOf('mobile')),
      byAlice(1040, sipRequest('BYE', { callId: FORKED, toTag: 'mobile', cseq: '2 BYE', branches: ['z9hG4bKbye'] })),
      byBob(1050, sipResponse(200, 'OK', { callId: FORKED, toTag: 'mobile', cseq: '2 BYE', branches: ['z9hG4bKbye'] })),
    ],
  }),
  calls: [{ callId: FORKED, state: 'talking', messages: 9, streams: 0, retransmissions: 0 }],
});

// Within a dialog

const REINVITED = 'reinvited@example.org';
const again: SipOptions = { callId: REINVITED, toTag: 'bob', cseq: '2 INVITE', branches: ['z9hG4bK2'] };
const beforeHold: Voice = { source: `${BOB}:30000`, destination: `${ALICE}:20000`, ssrc: 1, startMs: 60, packets: 20 };
const afterHold: Voice = { source: `${BOB}:30000`, destination: `${ALICE}:20010`, ssrc: 2, startMs: 1100, packets: 20 };

const reinvitedInput: HardInput = hardInput({
  row: 'inDialog',
  name: 'dialog-re-invite',
  ...played({
    lines: [
      byAlice(0, sipRequest('INVITE', { callId: REINVITED, sdp: sdpOf(ALICE, 20_000) })),
      byBob(50, sipResponse(200, 'OK', { callId: REINVITED, sdp: sdpOf(BOB, 30_000) })),
      byAlice(55, sipRequest('ACK', { callId: REINVITED, toTag: 'bob', branches: ['z9hG4bKack'] })),
      byAlice(1000, sipRequest('INVITE', { ...again, sdp: sdpOf(ALICE, 20_010) })),
      byBob(1050, sipResponse(200, 'OK', { ...again, sdp: sdpOf(BOB, 30_000) })),
      byAlice(1055, sipRequest('ACK', { callId: REINVITED, toTag: 'bob', cseq: '2 ACK', branches: ['z9hG4bKack2'] })),
    ],
    voices: [beforeHold, afterHold],
  }),
  calls: [{ callId: REINVITED, state: 'talking', messages: 6, streams: 2, retransmissions: 0 }],
  streams: [beforeHold, afterHold].map((each) => ({ ...streamOf(each), boundBy: 'sdp', callId: REINVITED })),
});

const EARLY = 'early@example.org';
const prack: SipOptions = { callId: EARLY, toTag: 'bob', cseq: '2 PRACK', branches: ['z9hG4bKprack'] };
const update: SipOptions = {
  callId: EARLY,
  toTag: 'bob',
  cseq: '3 UPDATE',
  branches: ['z9hG4bKupdate'],
  contact: '<sip:192.0.2.1>',
};
const announcement: Voice = {
  source: `${BOB}:30000`,
  destination: `${ALICE}:20000`,
  ssrc: 3,
  startMs: 100,
  packets: 20,
};

const earlyInput: HardInput = hardInput({
  row: 'inDialog',
  name: 'dialog-early-media-prack-update',
  ...played({
    lines: [
      byAlice(0, sipRequest('INVITE', { callId: EARLY, sdp: sdpOf(ALICE, 20_000), headers: ['Supported: 100rel'] })),
      byBob(
        50,
        sipResponse(183, 'Session Progress', {
          callId: EARLY,
          sdp: sdpOf(BOB, 30_000),
          headers: ['Require: 100rel', 'RSeq: 1'],
        }),
      ),
      byAlice(60, sipRequest('PRACK', { ...prack, headers: ['RAck: 1 1 INVITE'] })),
      byBob(70, sipResponse(200, 'OK', prack)),
      byAlice(600, sipRequest('UPDATE', { ...update, sdp: sdpOf(ALICE, 20_000) })),
      byBob(610, sipResponse(200, 'OK', { ...update, sdp: sdpOf(BOB, 30_000) })),
      byBob(2000, sipResponse(200, 'OK', { callId: EARLY })),
      byAlice(2010, sipRequest('ACK', { callId: EARLY, toTag: 'bob', branches: ['z9hG4bKack'] })),
    ],
    voices: [announcement],
  }),
  calls: [{ callId: EARLY, state: 'talking', messages: 8, streams: 1, retransmissions: 0 }],
  streams: [{ ...streamOf(announcement), boundBy: 'sdp', callId: EARLY }],
});

const LATE = 'late@example.org';
const lateThere: Voice = { source: `${ALICE}:20000`, destination: `${BOB}:30000`, ssrc: 4, startMs: 70, packets: 20 };
const lateBack: Voice = { source: `${BOB}:30000`, destination: `${ALICE}:20000`, ssrc: 5, startMs: 75, packets: 20 };

const lateOfferInput: HardInput = hardInput({
  row: 'inDialog',
  name: 'dialog-late-offer',
  ...played({
    lines: [
      byAlice(0, sipRequest('INVITE', { callId: LATE })),
      byBob(50, sipResponse(200, 'OK', { callId: LATE, sdp: sdpOf(BOB, 30_000) })),
      byAlice(
        60,
        sipRequest('ACK', { callId: LATE, toTag: 'bob', branches: ['z9hG4bKack'], sdp: sdpOf(ALICE, 20_000) }),
      ),
    ],
    voices: [lateThere, lateBack],
  }),
  calls: [{ callId: LATE, state: 'talking', messages: 3, streams: 2, retransmissions: 0 }],
  streams: [lateThere, lateBack].map((each) => ({ ...streamOf(each), boundBy: 'sdp', callId: LATE })),
});

// Media from another address than SDP says

const callOf = (callId: string, alice: string, bob: string): readonly Line[] => [
  byAlice(0, sipRequest('INVITE', { callId, sdp: sdpOf(alice, 20_000) })),
  byBob(50, sipResponse(200, 'OK', { callId, sdp: sdpOf(bob, 30_000) })),
  byAlice(55, sipRequest('ACK', { callId, toTag: 'bob', branches: ['z9hG4bKack'] })),
];

const NAT = '203.0.113.5';
const OTHER_NAT = '198.51.100.7';
const ONE_SIDE = 'one-side@example.org';
const oneThere: Voice = { source: `${NAT}:61000`, destination: `${BOB}:30000`, ssrc: 6, startMs: 60, packets: 20 };
const oneBack: Voice = { source: `${BOB}:30000`, destination: `${NAT}:61000`, ssrc: 7, startMs: 65, packets: 20 };

const oneSideInput: HardInput = hardInput({
  row: 'otherAddress',
  name: 'address-translated-on-one-side',
  ...played({
    lines: callOf(ONE_SIDE, '192.168.1.10', BOB),
    voices: [oneThere, oneBack],
    machines: { alice: `${NAT}:5060`, bob: `${BOB}:5060` },
  }),
  calls: [{ callId: ONE_SIDE, state: 'talking', messages: 3, streams: 2 }],
  streams: [
    { ...streamOf(oneThere), boundBy: 'sdp', callId: ONE_SIDE },
    { ...streamOf(oneBack), boundBy: 'reverse', callId: ONE_SIDE },
  ],
});

const BOTH_SIDES = 'both-sides@example.org';
const bothThere: Voice = {
  source: `${NAT}:20000`,
  destination: `${OTHER_NAT}:30000`,
  ssrc: 8,
  startMs: 60,
  packets: 20,
};
const bothBack: Voice = {
  source: `${OTHER_NAT}:30000`,
  destination: `${NAT}:20000`,
  ssrc: 9,
  startMs: 65,
  packets: 20,
};

const bothSidesInput: HardInput = hardInput({
  row: 'otherAddress',
  name: 'address-translated-on-both-sides',
  ...played({
    lines: callOf(BOTH_SIDES, '192.168.1.10', '172.16.0.10'),
    voices: [bothThere, bothBack],
    machines: { alice: `${NAT}:5060`, bob: `${OTHER_NAT}:5060` },
  }),
  calls: [{ callId: BOTH_SIDES, state: 'talking', messages: 3, streams: 2 }],
  streams: [bothThere, bothBack].map((each) => ({
    ...streamOf(each),
    boundBy: 'sdpSourceAddress',
    callId: BOTH_SIDES,
  })),
  tsharkStreams: 0,
});

export const CONVERSATION_INPUTS: readonly HardInput[] = [
  forkedInput,
  reinvitedInput,
  earlyInput,
  lateOfferInput,
  oneSideInput,
  bothSidesInput,
];
