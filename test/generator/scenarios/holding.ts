/** RFC 5359 §2.1 to §2.3: holding, consulting, music. */
import { audio, type AudioPlan } from './bodies';
import { ANNA, BORIS, CLARA, LAKE_PROXY, MUSIC_SERVER, type User, mediaOf } from './cast';
import { Conversation } from './conversation';
import { answeredSession, hangUp, wholeSession, type Session, type SessionPlan } from './basicSessions';
import type { Scene } from './scene';

const VIA_PROXY: SessionPlan = { through: [LAKE_PROXY] };

type Change = {
  readonly by?: 'caller' | 'callee';
  readonly version: number;
  readonly offer: AudioPlan['direction'] | 'address';
  readonly answer: AudioPlan['direction'];
  readonly holder?: User;
  readonly other?: User;
  readonly mediaPort?: number;
};

/** A re-INVITE whose offer and answer have these directions; `address` offers c=0.0.0.0 as RFC 2543 did. */
export function changeDirection(scene: Scene, talk: Conversation, change: Change): void {
  const { by = 'callee', version, offer, answer = 'sendrecv', mediaPort = 20_000 } = change;
  const [holder, other] = by === 'callee' ? [BORIS, ANNA] : [ANNA, BORIS];
  const place = mediaOf(change.holder ?? holder, mediaPort);
  const plan: AudioPlan =
    offer === 'address' ? { version, connection: '0.0.0.0' } : { version, direction: offer ?? 'sendrecv' };
  const again = talk.request('INVITE', { by, body: audio(place, plan) });
  again.answer('200 OK', { body: audio(mediaOf(change.other ?? other, mediaPort), { version, direction: answer }) });
  talk.acknowledge(again, { by });
  scene.wait(20);
}

export const hold = (scene: Scene, talk: Conversation, change: Partial<Change> = {}): void =>
  changeDirection(scene, talk, { version: 2, offer: 'sendonly', answer: 'recvonly', ...change });

export const resume = (scene: Scene, talk: Conversation, change: Partial<Change> = {}): void =>
  changeDirection(scene, talk, { version: 3, offer: 'sendrecv', answer: 'sendrecv', ...change });

/** §2.1 */
export function heldAndResumed(scene: Scene, plan: SessionPlan = VIA_PROXY): Session {
  const session = answeredSession(scene, plan);
  scene.wait(1000);
  hold(scene, session.talk);
  scene.wait(1500);
  resume(scene, session.talk);
  hangUp(scene, session.talk);
  return session;
}

export function heldInactive(scene: Scene): void {
  const { talk } = answeredSession(scene);
  scene.wait(1000);
  hold(scene, talk, { by: 'caller', offer: 'inactive', answer: 'inactive' });
  scene.wait(1500);
  hangUp(scene, talk);
}

/** As RFC 2543 did it. */
export function heldByAddress(scene: Scene): void {
  const { talk } = answeredSession(scene);
  scene.wait(1000);
  hold(scene, talk, { by: 'caller', offer: 'address', answer: 'sendrecv' });
  scene.wait(1500);
  resume(scene, talk, { by: 'caller' });
  hangUp(scene, talk);
}

/** §2.2: Boris holds Anna, asks Clara, and comes back. */
export function consultation(scene: Scene): void {
  const { talk } = answeredSession(scene, VIA_PROXY);
  scene.wait(800);
  hold(scene, talk);
  wholeSession(scene, { caller: BORIS, callee: CLARA, mediaPort: 20_010, talkMs: 1500 });
  resume(scene, talk);
  hangUp(scene, talk);
}

/** §2.3: the music server's offer goes to Anna, her answer to the server. */
export function musicOnHold(scene: Scene): void {
  const { talk } = answeredSession(scene);
  scene.wait(800);
  const server: User = { user: 'music', display: 'Music', domain: BORIS.domain, at: MUSIC_SERVER, password: '' };
  const plan = { caller: BORIS, callee: server };
  const music = new Conversation(scene, plan);
  const asking = music
    .request('INVITE')
    .answer('200 OK', { body: audio(mediaOf(server, 9000), { direction: 'sendonly' }) });
  const again = talk.request('INVITE', {
    by: 'callee',
    body: audio(mediaOf(server, 9000), { version: 2, direction: 'sendonly' }),
  });
  const listening = audio(mediaOf(ANNA), { version: 2, direction: 'recvonly' });
  again.answer('200 OK', { body: listening });
  talk.acknowledge(again, { by: 'callee' });
  music.acknowledge(asking, { body: listening });
  scene.wait(2500);
  resume(scene, talk);
  hangUp(scene, music, {}, 50);
  hangUp(scene, talk);
}
