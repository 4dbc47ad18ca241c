/** What else happens inside a call: reliable answers, UPDATE, timers, glare, late offers, fax, digits. */
import { audio, dtmfRelay, fax } from './bodies';
import { ANNA, BORIS, LAKE_PROXY, mediaOf } from './cast';
import { Conversation } from './conversation';
import { answeredSession, hangUp, TIMER_A_MS, wholeSession } from './basicSessions';
import { newRegistration } from './registrations';
import type { Scene } from './scene';

const offer = audio(mediaOf(ANNA));
const answer = audio(mediaOf(BORIS));
const between = { caller: ANNA, callee: BORIS };

export function lateOffer(scene: Scene): void {
  const talk = new Conversation(scene, between);
  const invite = talk.request('INVITE').answer('180 Ringing');
  scene.wait(600);
  invite.answer('200 OK', { body: answer });
  talk.acknowledge(invite, { body: offer });
  hangUp(scene, talk);
}

/** 183 with a session description, so that the caller hears what the network plays. */
export function earlyMedia(scene: Scene): void {
  const talk = new Conversation(scene, between);
  const invite = talk.request('INVITE', { body: offer }).answer('183 Session Progress', { body: answer });
  scene.play({ from: mediaOf(BORIS), to: mediaOf(ANNA), startMs: scene.nowMs, forMs: 3000, sound: scene.nextSound() });
  scene.wait(1200);
  invite.answer('200 OK', { body: answer });
  talk.acknowledge(invite);
  hangUp(scene, talk);
}

const RELIABLE = ['Require: 100rel', 'RSeq: 7001'];

/** The offer comes in a reliable 183, the answer in its PRACK (RFC 3262 §5). */
export function offerInReliable183(scene: Scene): void {
  const talk = new Conversation(scene, between);
  const invite = talk.request('INVITE', { headers: ['Supported: 100rel'] });
  invite.answer('183 Session Progress', { headers: RELIABLE, body: answer });
  talk.request('PRACK', { headers: [`RAck: 7001 1 INVITE`], body: offer }).answer('200 OK');
  scene.wait(800);
  invite.answer('200 OK');
  talk.acknowledge(invite);
  hangUp(scene, talk);
}

/** A reliable 180, and an UPDATE before the answer changes the codec (RFC 3311). */
export function updatedEarly(scene: Scene): void {
  const talk = new Conversation(scene, between);
  const invite = talk.request('INVITE', { headers: ['Supported: 100rel'], body: offer });
  invite.answer('183 Session Progress', { headers: RELIABLE, body: answer });
  talk.request('PRACK', { headers: ['RAck: 7001 1 INVITE'] }).answer('200 OK');
  const changed = { version: 2, codecs: ['PCMA'] } as const;
  const update = talk.request('UPDATE', { body: audio(mediaOf(ANNA), changed) });
  update.answer('200 OK', { body: audio(mediaOf(BORIS), changed) });
  scene.wait(800);
  invite.answer('200 OK');
  talk.acknowledge(invite);
  hangUp(scene, talk);
}

const TIMED = ['Supported: timer', 'Session-Expires: 90;refresher=uac', 'Min-SE: 90'];

/** A session whose caller promises to refresh it every 90 s at least (RFC 4028). */
function timedSession(scene: Scene): Conversation {
  const talk = new Conversation(scene, between);
  const invite = talk.request('INVITE', { body: offer, headers: TIMED }).answer('180 Ringing');
  scene.wait(600);
  invite.answer('200 OK', { body: answer, headers: ['Require: timer', 'Session-Expires: 90;refresher=uac'] });
  talk.acknowledge(invite);
  return talk;
}

export function timerRefreshed(scene: Scene): void {
  const talk = timedSession(scene);
  for (let refresh = 0; refresh < 3; refresh += 1) {
    scene.wait(45_000);
    const headers = ['Supported: timer', 'Session-Expires: 90;refresher=uac'];
    talk.request('UPDATE', { headers }).answer('200 OK', { headers: ['Require: timer', ...headers.slice(1)] });
  }
  hangUp(scene, talk, {}, 20_000);
}

/** No refresh comes, and no BYE either, while the capture goes on. */
export function timerMissed(scene: Scene): void {
  timedSession(scene);
  scene.wait(150_000);
  newRegistration(scene);
}

/** Both send a re-INVITE at the same time; both are refused, and the one who called tries again (RFC 3261 §14.1). */
export function glare(scene: Scene): void {
  const { talk } = answeredSession(scene);
  scene.wait(1000);
  const atMs = scene.nowMs;
  const changed = { version: 2 };
  const mine = talk.request('INVITE', { body: audio(mediaOf(ANNA), changed), atMs });
  const theirs = talk.request('INVITE', { by: 'callee', body: audio(mediaOf(BORIS), changed), atMs: atMs + 1 });
  mine.refuse('491 Request Pending', { atMs: atMs + 4 });
  theirs.refuse('491 Request Pending', { atMs: atMs + 5 });
  scene.wait(2500);
  const again = talk.request('INVITE', { body: audio(mediaOf(ANNA), { version: 3 }) });
  again.answer('200 OK', { body: audio(mediaOf(BORIS), { version: 3 }) });
  talk.acknowledge(again);
  hangUp(scene, talk);
}

/** The CANCEL leaves before the 200 arrives: the call is up all the same, and the caller hangs up (RFC 3261 §9.1). */
export function cancelCrossesAnswer(scene: Scene): void {
  const talk = new Conversation(scene, between);
  const invite = talk.request('INVITE', { body: offer }).answer('180 Ringing');
  scene.wait(900);
  const atMs = scene.nowMs;
  invite.cancel({ atMs: atMs + 1 });
  invite.answer('200 OK', { body: answer, atMs });
  talk.acknowledge(invite);
  talk.request('BYE').answer('200 OK');
}

/** A call that becomes a fax (RFC 3264 §8.3, T.38). */
export function turnsToFax(scene: Scene): void {
  const { talk } = answeredSession(scene);
  scene.wait(1500);
  const again = talk.request('INVITE', { by: 'callee', body: fax(mediaOf(BORIS, 20_030)) });
  again.answer('200 OK', { body: fax(mediaOf(ANNA, 20_030)) });
  talk.acknowledge(again, { by: 'callee' });
  hangUp(scene, talk);
}

/** Two digits as INFO. */
export function digitsAsInfo(scene: Scene): void {
  const { talk } = answeredSession(scene);
  scene.wait(800);
  for (const digit of ['4', '2']) talk.request('INFO', { body: dtmfRelay(digit) }).answer('200 OK');
  hangUp(scene, talk);
}

/** The re-INVITE is refused: the session stays as it was (RFC 3261 §14.1). */
export function changeRefused(scene: Scene): void {
  const { talk } = answeredSession(scene);
  scene.wait(800);
  const change = audio(mediaOf(ANNA), { version: 2, codecs: ['G722'] });
  talk.request('INVITE', { body: change }).refuse('488 Not Acceptable Here');
  hangUp(scene, talk);
}

/** Each request is lost once; the second one arrives. */
export function retransmitted(scene: Scene): void {
  const talk = new Conversation(scene, between);
  const invite = talk.request('INVITE', { body: offer }).repeat(TIMER_A_MS.slice(0, 1));
  invite.answer('180 Ringing');
  scene.wait(500);
  invite.answer('200 OK', { body: answer });
  scene.wait(480);
  invite.answer('200 OK', { body: answer });
  talk.acknowledge(invite);
  scene.wait(1500);
  talk.request('BYE').repeat([500]).answer('200 OK');
}

/** Its answers travel through a proxy that takes itself off the way: what follows goes direct. */
export const notRecordRouted = (scene: Scene): unknown =>
  wholeSession(scene, { through: [LAKE_PROXY], recordRoute: false });

/** The BYE comes with a reason of the telephone network (RFC 3326). */
export function clearedWithCause(scene: Scene): void {
  const headers = ['Reason: Q.850;cause=16;text="Normal call clearing"'];
  wholeSession(scene, {}, { headers, by: 'callee' });
}

/** Nobody answers the BYE, though the capture goes on. */
export function byeUnanswered(scene: Scene): void {
  const { talk } = answeredSession(scene);
  scene.wait(1500);
  talk.request('BYE').repeat([500, 1500, 3500, 7500, 11_500, 15_500, 19_500, 23_500, 27_500, 31_500]);
  scene.wait(5000);
  newRegistration(scene);
}
