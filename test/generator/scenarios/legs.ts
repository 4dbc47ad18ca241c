/** Calls of several legs: what back-to-back user agents make of one conversation. */
import { audio } from './bodies';
import { ANNA, BORIS, CLARA, machine, movedTo, type Machine, type User, mediaOf } from './cast';
import { Conversation } from './conversation';

import type { Scene } from './scene';
import type { Travel } from './travel';

const PBX = machine('pbx', '192.0.2.50');
const BORDER = machine('border', '203.0.113.50');

export type LegsPlan = {
  readonly machines?: readonly Machine[];
  /** `around`: the legs' session descriptions name the telephones · `through`: the machine's own, and it relays the sound. */
  readonly media: 'around' | 'through';
  readonly sound?: boolean;
  /** Header fields of the leg, counted from 0, with whether it is sent by the caller's side. */
  readonly headers?: (leg: number, byCaller: boolean) => readonly string[];
  /** Users as the next leg writes them. */
  readonly rewrite?: (user: User, leg: number) => User;
  readonly talkMs?: number;
  readonly outcome?: 'answered' | 'busy' | 'cancelled';
};

type Leg = { readonly talk: Conversation; readonly invite: Travel };

/** Where a side of a leg wants its sound: the telephone's own place, or one of the machine. */
const placeAt = (plan: LegsPlan, telephone: User, at: Machine | undefined, port: number) =>
  plan.media === 'around' || at === undefined ? mediaOf(telephone) : { address: at.address, port };

/** One conversation over as many legs as there are machines between, plus one. */
export function legs(scene: Scene, plan: LegsPlan): readonly Leg[] {
  const { machines = [PBX], headers = () => [], rewrite = (user: User) => user, outcome = 'answered' } = plan;
  const made: Leg[] = [];
  for (let index = 0; index <= machines.length; index += 1) {
    const [before, after] = [machines[index - 1], machines[index]];
    const caller = rewrite(before === undefined ? ANNA : movedTo(ANNA, before), index);
    const callee = rewrite(after === undefined ? BORIS : movedTo(BORIS, after), index);
    const talk = new Conversation(scene, {
      caller,
      callee,
      callId: `${'0b91d7'.repeat(2)}${index}7${scene.series}@${caller.at.address}`,
    });
    const body = audio(placeAt(plan, ANNA, before, 30_000 + 10 * index));
    made.push({ talk, invite: talk.request('INVITE', { body, headers: headers(index, true) }) });
    if (after !== undefined) made.at(-1)?.invite.answer('100 Trying');
    scene.wait(15);
  }
  finish(scene, plan, made, outcome);
  return made;
}

function finish(scene: Scene, plan: LegsPlan, made: readonly Leg[], outcome: LegsPlan['outcome']): void {
  const { headers = () => [], machines = [PBX], talkMs = 2000 } = plan;
  const backwards = made.toReversed();
  if (outcome === 'busy') {
    for (const { invite } of backwards) invite.refuse('486 Busy Here');
    return;
  }
  for (const { invite } of backwards) invite.answer('180 Ringing');
  scene.wait(900);
  if (outcome === 'cancelled') {
    for (const { invite } of made) invite.cancel().refuse('487 Request Terminated');
    return;
  }
  backwards.forEach(({ talk, invite }, fromEnd) => {
    const index = made.length - 1 - fromEnd;
    const body = audio(placeAt(plan, BORIS, machines[index], 30_005 + 10 * index));
    invite.answer('200 OK', { body, headers: headers(index, false) });
    talk.acknowledge(invite);
  });
  if (plan.sound === true) relaySound(scene, plan, made.length, talkMs);
  scene.wait(talkMs);
  for (const { talk } of made) talk.request('BYE').answer('200 OK');
}

const RELAY_MS = 3;

/** The same sound on every leg, later at each one; a machine in between sends it under an SSRC of its own. */
function relaySound(scene: Scene, plan: LegsPlan, count: number, talkMs: number): void {
  const { machines = [PBX] } = plan;
  if (plan.media === 'around') {
    scene.talk(mediaOf(ANNA), mediaOf(BORIS), talkMs);
    return;
  }
  const startMs = scene.nowMs + 10;
  const [there, back] = [2 * scene.nextSound(), 2 * scene.nextSound() + 1];
  for (let index = 0; index < count; index += 1) {
    const one = placeAt(plan, ANNA, machines[index - 1], 30_000 + 10 * index);
    const other = placeAt(plan, BORIS, machines[index], 30_005 + 10 * index);
    const fromEnd = count - 1 - index;
    scene.play({ from: one, to: other, startMs: startMs + index * RELAY_MS, forMs: talkMs, sound: there });
    scene.play({ from: other, to: one, startMs: startMs + fromEnd * RELAY_MS, forMs: talkMs, sound: back });
  }
}

export const flowAround = (scene: Scene): unknown => legs(scene, { media: 'around', sound: true });
export const flowThrough = (scene: Scene): unknown => legs(scene, { media: 'through', sound: true });
/** Neither headers nor sound: users, time and the machine in between. */
export const onlyUsersAndTime = (scene: Scene): unknown => legs(scene, { media: 'through' });
export const threeLegs = (scene: Scene): unknown =>
  legs(scene, { machines: [PBX, BORDER], media: 'through', sound: true });
export const busyLegs = (scene: Scene): unknown => legs(scene, { media: 'through', outcome: 'busy' });
export const cancelledLegs = (scene: Scene): unknown => legs(scene, { media: 'through', outcome: 'cancelled' });

const ONE = '87881cd24ddf6a92abd7cfe7eab22129';
const OTHER = 'a3a189dd08a5f9750c5045c3eaa22130';
const NIL = '0'.repeat(32);

/** RFC 7989: the pair of identifiers, with nil where the far end is not known yet. */
export const withSessionId = (scene: Scene): unknown =>
  legs(scene, {
    media: 'through',
    headers: (_leg, byCaller) => [byCaller ? `Session-ID: ${ONE};remote=${NIL}` : `Session-ID: ${OTHER};remote=${ONE}`],
    rewrite: (user, leg) =>
      leg === 0 ? user : { ...user, user: user.user === ANNA.user ? 'anonymous' : '+49301234567' },
  });

export const withChargingIdentifier = (scene: Scene): unknown =>
  legs(scene, {
    media: 'through',
    headers: () => ['P-Charging-Vector: icid-value="7f2c91e0aa31";icid-generated-at=192.0.2.50'],
  });

export const withOwnHeader = (scene: Scene): unknown =>
  legs(scene, { media: 'through', headers: () => ['X-CID: 5f27c1d8-22aa'] });

/** The number is written as the dial plan wants it on each leg. */
export const rewrittenNumbers = (scene: Scene): unknown =>
  legs(scene, {
    media: 'through',
    rewrite: (user, leg) => ({ ...user, user: `${leg === 0 ? '00493012' : '+493012'}${user.user}` }),
  });

/** Two calls at the same time between other people: nothing joins them. */
export function unrelatedCalls(scene: Scene): void {
  const made = [
    { caller: ANNA, callee: BORIS, port: 20_000 },
    {
      caller: movedTo({ ...CLARA, user: '3003' }, machine('clara', '192.0.2.130')),
      callee: { ...BORIS, user: '4004', at: machine('dora', '198.51.100.140') },
      port: 20_040,
    },
  ].map(({ caller, callee, port }) => {
    const talk = new Conversation(scene, { caller, callee });
    const invite = talk.request('INVITE', { body: audio(mediaOf(caller, port)) }).answer('180 Ringing');
    scene.wait(200);
    invite.answer('200 OK', { body: audio(mediaOf(callee, port)) });
    talk.acknowledge(invite);
    return talk;
  });
  scene.wait(2000);
  for (const talk of made) talk.request('BYE').answer('200 OK');
}
