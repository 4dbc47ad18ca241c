/** RFC 5359 §2.4, §2.5 and §2.16: transfers and pickup. */
import { audio, dialogDocument, sipFragment } from './bodies';
import { addressOfRecord, ANNA, BORIS, CLARA, contactOf, machine, type User, mediaOf } from './cast';
import { answeredSession, hangUp } from './basicSessions';
import { Conversation } from './conversation';
import { hold } from './holding';
import type { Scene } from './scene';

const REFER_EVENT = 'Event: refer';
const ACTIVE = 'Subscription-State: active;expires=60';
const DONE = 'Subscription-State: terminated;reason=noresource';

/** Tells the one who asked how far the new call is (RFC 3515 §2.4.4). */
function notifyProgress(talk: Conversation, by: 'caller' | 'callee', status: string): void {
  const isFinal = !status.startsWith('1');
  const headers = [REFER_EVENT, isFinal ? DONE : ACTIVE];
  talk.request('NOTIFY', { by, headers, body: sipFragment(status) }).answer('200 OK');
}

const replacesHeader = (talk: Conversation, toTag: string, fromTag: string): string =>
  `${talk.callId};to-tag=${toTag};from-tag=${fromTag}`;

/** A header value inside a URI (RFC 3261 §19.1.2). */
const escaped = (value: string): string => encodeURIComponent(value);

/** §2.4: Boris sends Anna to Clara without asking her. */
export function blindTransfer(scene: Scene): void {
  const { talk } = answeredSession(scene, { sound: true, talkMs: 900 });
  scene.wait(1000);
  hold(scene, talk);
  const headers = [`Refer-To: <${addressOfRecord(CLARA)}>`, `Referred-By: <${addressOfRecord(BORIS)}>`];
  talk.request('REFER', { by: 'callee', headers }).answer('202 Accepted');
  notifyProgress(talk, 'caller', '100 Trying');
  hangUp(scene, talk, { by: 'callee' }, 30);
  const onwards = answeredSession(scene, {
    caller: ANNA,
    callee: CLARA,
    mediaPort: 20_020,
    invite: { body: audio(mediaOf(ANNA, 20_020)), headers: [`Referred-By: <${addressOfRecord(BORIS)}>`] },
    sound: true,
    talkMs: 1500,
  });
  notifyProgress(talk, 'caller', '200 OK');
  hangUp(scene, onwards.talk);
}

/** The transfer fails: Clara is busy, and Boris hears of it. */
export function failedTransfer(scene: Scene): void {
  const { talk } = answeredSession(scene);
  scene.wait(1000);
  talk.request('REFER', { by: 'callee', headers: [`Refer-To: <${addressOfRecord(CLARA)}>`] }).answer('202 Accepted');
  notifyProgress(talk, 'caller', '100 Trying');
  const onwards = new Conversation(scene, { caller: ANNA, callee: CLARA });
  onwards.request('INVITE', { body: audio(mediaOf(ANNA, 20_020)) }).refuse('486 Busy Here');
  notifyProgress(talk, 'caller', '486 Busy Here');
  hangUp(scene, talk);
}

/** §2.5: Boris asks Clara first, then Anna takes his place with her. */
export function attendedTransfer(scene: Scene): void {
  const { talk } = answeredSession(scene, { sound: true, talkMs: 900 });
  scene.wait(1000);
  hold(scene, talk);
  const asking = answeredSession(scene, { caller: BORIS, callee: CLARA, mediaPort: 20_010, sound: true, talkMs: 900 });
  scene.wait(1000);
  hold(scene, asking.talk, { by: 'caller', holder: BORIS, other: CLARA, mediaPort: 20_010 });
  const replaces = replacesHeader(asking.talk, asking.talk.calleeTag, asking.talk.callerTag);
  const referTo = `Refer-To: <${contactOf(CLARA)}?Replaces=${escaped(replaces)}>`;
  const referredBy = `Referred-By: <${addressOfRecord(BORIS)}>`;
  talk.request('REFER', { by: 'callee', headers: [referTo, referredBy] }).answer('202 Accepted');
  notifyProgress(talk, 'caller', '100 Trying');
  const onwards = new Conversation(scene, { caller: ANNA, callee: CLARA });
  const headers = [`Replaces: ${replaces}`, 'Require: replaces', referredBy];
  const invite = onwards.request('INVITE', { body: audio(mediaOf(ANNA, 20_020)), headers });
  invite.answer('200 OK', { body: audio(mediaOf(CLARA, 20_020)) });
  onwards.acknowledge(invite);
  scene.talk(mediaOf(ANNA, 20_020), mediaOf(CLARA, 20_020), 1500);
  hangUp(scene, asking.talk, { by: 'callee' }, 10);
  notifyProgress(talk, 'caller', '200 OK');
  hangUp(scene, talk, { by: 'callee' }, 20);
  hangUp(scene, onwards);
}

/** §2.16: Boris's telephone rings; Clara asks its state and takes the call. */
export function pickup(scene: Scene): void {
  const talk = new Conversation(scene, { caller: ANNA, callee: BORIS });
  const invite = talk.request('INVITE', { body: audio(mediaOf(ANNA)) }).answer('180 Ringing');
  scene.wait(1500);
  const asking = new Conversation(scene, { caller: CLARA, callee: BORIS });
  const dialogEvent = 'Event: dialog';
  asking.request('SUBSCRIBE', { headers: [dialogEvent, 'Expires: 0'] }).answer('200 OK', { headers: ['Expires: 0'] });
  const told = { by: 'callee', headers: [dialogEvent, 'Subscription-State: terminated;reason=timeout'] } as const;
  asking.request('NOTIFY', { ...told, body: dialogDocument(addressOfRecord(BORIS), 1, 'confirmed') }).answer('200 OK');
  const taking = new Conversation(scene, { caller: CLARA, callee: ANNA });
  const replaces = `Replaces: ${replacesHeader(talk, talk.callerTag, talk.calleeTag)};early-only`;
  const taken = taking.request('INVITE', {
    uri: contactOf(ANNA),
    headers: [replaces, 'Require: replaces'],
    body: audio(mediaOf(CLARA)),
  });
  taken.answer('200 OK', { body: audio(mediaOf(ANNA)) });
  taking.acknowledge(taken);
  invite.cancel().refuse('487 Request Terminated');
  hangUp(scene, taking);
}

/** A REFER of its own, as click-to-dial sends it: nobody talks yet. */
export function clickToDial(scene: Scene): void {
  const desk: User = { ...BORIS, user: '7000', display: 'Dial service', at: machine('dialler', '198.51.100.70') };
  const asking = new Conversation(scene, { caller: desk, callee: ANNA });
  asking.request('REFER', { headers: [`Refer-To: <${contactOf(CLARA)}>`] }).answer('202 Accepted');
  notifyProgress(asking, 'callee', '100 Trying');
  const { talk } = answeredSession(scene, { caller: ANNA, callee: CLARA });
  notifyProgress(asking, 'callee', '200 OK');
  hangUp(scene, talk);
}
