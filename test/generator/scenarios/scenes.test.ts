import { describe, expect, it } from 'vitest';
import { checkCredentials } from './checkCredentials';
import { find } from '../../main/engine/scenarios/findings';
import { ALL_SCENES } from './allScenes';
import { ANNA } from './cast';
import { FREESWITCH_PASSWORD, registered, twentyUsers } from './documents/freeswitchRegistration';
import * as registrations from './registrations';
import { twoAuthentications } from './basicSessions';
import { Scene, type SentMessage } from './scene';

const played = (play: (scene: Scene) => unknown): Scene => {
  const scene = new Scene();
  play(scene);
  return scene;
};

const lines = ({ text }: SentMessage, name: string): readonly string[] =>
  text.split('\r\n').filter((line) => line.startsWith(`${name}: `));
const isRequest = ({ text }: SentMessage): boolean => !text.startsWith('SIP/2.0');

describe('scenes', () => {
  it('are many', () => {
    expect(ALL_SCENES.length).toBeGreaterThan(100);
  });

  it.each(ALL_SCENES)('$name: the same each time, in order of time, and nothing wrong with any message', ({ play }) => {
    const frames = played(play).frames();
    expect(played(play).frames()).toEqual(frames);
    expect(frames.length).toBeGreaterThan(0);
    const { messages, decoderFaults } = find(frames);
    expect(decoderFaults).toBe(0);
    expect(messages.filter(({ issues }) => issues.length > 0)).toEqual([]);
    expect(messages).toHaveLength(played(play).messages.length);
  });

  it.each(ALL_SCENES)('$name: every answer has the Vias of a request that came to who answers', ({ play }) => {
    const { messages } = played(play);
    const asked = messages.filter(isRequest);
    const plain = (via: string): string => via.replace(/;rport(=\d+)?|;received=[\d.]+/g, '');
    for (const answer of messages.filter((message) => !isRequest(message))) {
      const vias = lines(answer, 'Via').map(plain);
      const request = asked.find(
        (each) =>
          each.destination === answer.source &&
          each.source === answer.destination &&
          lines(each, 'Via').map(plain).join() === vias.join(),
      );
      expect(request === undefined ? answer.text : null).toBeNull();
    }
  });
});

describe('credentials', () => {
  it.each([
    ['MD5', registrations.newRegistration, ANNA.password, 1],
    ['SHA-256 with auth-int', registrations.strongerDigests, ANNA.password, 1],
    ['a nonce used again', registrations.refreshed, ANNA.password, 2],
    ['two proxies', twoAuthentications, ANNA.password, 3],
    ['twenty users', twentyUsers, FREESWITCH_PASSWORD, 20],
    ['the FreeSWITCH document', registered, FREESWITCH_PASSWORD, 1],
  ])('are made with the password: %s', async (_name, play, password, count) => {
    const results = await checkCredentials(played(play).frames(), password);
    expect(results.length).toBeGreaterThanOrEqual(count);
    expect(new Set(results)).toEqual(new Set(['matches']));
    expect(await checkCredentials(played(play).frames(), `${password}5`)).not.toContain('matches');
  });
});
