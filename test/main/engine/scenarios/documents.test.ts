import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallLinkKind, LinkEvidence } from '../../../../shared/protocol/callGroups';
import type { RegistrationFailure } from '../../../../shared/protocol/registrationStory';
import type {
  CallScenarioKind,
  CallTrait,
  ExchangeKind,
  RegistrationScenarioKind,
} from '../../../../shared/sip/scenarios';
import { EngineWindow } from '../../../fixtures/engineWindow';
import { RunningEngine } from '../../../fixtures/runningEngine';
import * as manager from '../../../generator/scenarios/documents/callManager';
import * as freeswitch from '../../../generator/scenarios/documents/freeswitchRegistration';
import * as registering from '../../../generator/scenarios/documents/registrationGuides';
import * as guide from '../../../generator/scenarios/documents/wiresharkGuide';
import { onBothSidesOfNat } from '../../../generator/scenarios/hopCopies';
import { find, findIn, sceneOf, type Play } from './findings';

/** Kind and traits of each call, in order of appearance. */
type Calls = readonly (readonly [kind: CallScenarioKind, ...traits: readonly CallTrait[]])[];

type CallSection = {
  readonly document: string;
  readonly section: string;
  readonly play: Play;
  readonly calls: Calls;
};

const section = (document: string, name: string, play: Play, ...calls: Calls): CallSection => ({
  document,
  section: name,
  play,
  calls,
});

const GUIDE = 'Wireshark guide';

const CALL_SECTIONS: readonly CallSection[] = [
  section('SIP call flow', 'call through a proxy', registering.proxyCall, ['sessionThroughProxies']),
  section(GUIDE, 'basic call, early offer', guide.basicCall, ['session', 'sessionTimer']),
  section(GUIDE, 'late offer', guide.lateOfferCall, ['session', 'lateOffer']),
  section(GUIDE, 'CANCEL', guide.cancelledCall, ['cancelled']),
  section(GUIDE, 'CANCEL of a shared line', guide.sharedLine, ['sessionThroughProxies', 'forked']),
  section(GUIDE, 'redirect server', guide.redirectServer, ['session', 'redirected']),
  section(GUIDE, 'gateway with two legs', guide.throughGateway, ['session'], ['session']),
  section(GUIDE, 'late offer of a call manager', manager.lateOfferOnTrunk, ['session'], ['session', 'lateOffer']),
  section(GUIDE, 'REFER', manager.transferredByRefer, ['blindTransfer', 'lateOffer'], ['session', 'lateOffer']),
];

/** Beside what a document says the engine may tell these, too. */
const ALSO: readonly CallTrait[] = ['transferred', 'sessionTimer'];

describe('calls of the documents', () => {
  it.each(CALL_SECTIONS)('$document: $section', ({ play, calls }) => {
    const found = findIn(play).calls.map(({ scenario }) => scenario);
    expect(found.map(({ kind }) => kind)).toEqual(calls.map(([kind]) => kind));
    calls.forEach(([, ...traits], index) => {
      const told = found[index]?.traits.filter((trait) => traits.includes(trait) || !ALSO.includes(trait));
      expect(told).toEqual(traits);
      expect(found[index]?.doubt).toBeNull();
    });
  });

  it('two INVITEs and nothing else: the gateway printed only what it received', () => {
    const [call] = findIn(guide.onlyInvites).calls;
    expect(['cannotTell', 'inProgress']).toContain(call?.scenario.kind);
    expect(call?.answeredAtMs).toBeNull();
  });
});

type Links = readonly (readonly [string, Play, CallLinkKind, LinkEvidence])[];

const LINKED: Links = [
  ['gateway that relays the sound', guide.throughGateway, 'leg', 'payload'],
  ['call manager beside the sound', manager.lateOfferOnTrunk, 'leg', 'mediaEndpoint'],
  ['REFER at a call manager', manager.transferredByRefer, 'transfer', 'refer'],
];

it.each(LINKED)('legs and transfers of the documents: %s', (_name, play, kind, evidence) => {
  const { calls, groups, links } = findIn(play);
  expect(groups.map((group) => group.calls.length)).toEqual([calls.length]);
  const told = links.filter((link) => link.kind === kind).flatMap((link) => link.evidence.map(({ by }) => by));
  expect(told).toContain(evidence);
});

type Registered = readonly [
  document: string,
  name: string,
  play: Play,
  aor: string,
  scenario: RegistrationScenarioKind,
  failures: readonly (RegistrationFailure | null)[],
];

const REGISTRATIONS: readonly Registered[] = [
  ['FreeSWITCH', 'user 1000', freeswitch.registered, '1000@192.168.7.101', 'registration', [null]],
  [
    'FreeSWITCH',
    'user 8888, who does not exist',
    freeswitch.userWhoDoesNotExist,
    '8888@192.168.7.101',
    'unsuccessful',
    ['credentialsRefused'],
  ],
  ['FreeSWITCH', 'verification fails', freeswitch.verificationFails, '1000@', 'unsuccessful', ['wrongPassword']],
  [
    'Registration process',
    'successful new registration',
    registering.successfulNewRegistration,
    'A@voipdomain.test.com',
    'registration',
    [null],
  ],
  ['Asterisk', 'user 11', registering.acceptedWithoutCredentials, '11@192.168.16.40', 'registration', [null]],
  ['Asterisk', 'not_good', registering.notInConfiguration, 'not_good@', 'unsuccessful', ['unknownUser']],
  ['SIP call flow', 'number 13 at Asterisk', registering.ekigaRegisters, '13@10.10.1.99', 'registration', [null]],
  [GUIDE, '10001 at a call manager', manager.registers, '10001@192.168.80.100', 'registration', [null]],
  [GUIDE, 'through a NAT', guide.registeredThroughNat, '10001@165.122.44.21', 'registration', [null]],
];

describe('registrations of the documents', () => {
  it.each(REGISTRATIONS)('%s: %s', (_document, _name, play, aor, scenario, failures) => {
    const { registrations } = findIn(play);
    expect(registrations).toHaveLength(1);
    expect(registrations[0]?.aor).toContain(aor);
    expect(registrations[0]?.scenario).toBe(scenario);
    expect(failures).toContain(registrations[0]?.failure);
  });

  it('twenty users of a file', () => {
    const { registrations } = findIn(freeswitch.twentyUsers);
    expect(registrations.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 20 }, () => 'registered'));
  });

  it('behind the NAT, and what was granted is less than what was asked', () => {
    expect(findIn(guide.registeredThroughNat).registrations[0]?.behindNat).toBe(true);
    expect(findIn(manager.registers).registrations[0]).toMatchObject({ expiresS: 120, behindNat: false });
  });

  it('inside and outside of the NAT the same messages are one registration, answered once', () => {
    const scene = sceneOf(guide.registeredThroughNat);
    const { registrations, messages } = find(onBothSidesOfNat(scene, '182.178.80.11', '192.168.80.11'));
    expect(registrations).toHaveLength(1);
    expect(registrations[0]).toMatchObject({ scenario: 'registration', attemptCount: 2 });
    expect(messages.filter(({ copyOf }) => copyOf !== null)).toHaveLength(4);
  });
});

const EXCHANGES: readonly (readonly [string, Play, ExchangeKind | 'messageWaiting', RegExp])[] = [
  ['MESSAGE', guide.instantMessage, 'message', /selam/],
  ['NOTIFY after the registration', manager.registers, 'messageWaiting', /no/i],
];

describe('exchanges of the documents', () => {
  it.each(EXCHANGES)('%s', (_name, play, kind, words) => {
    const [row] = findIn(play).exchanges;
    expect(row).toMatchObject({ kind });
    expect(row?.words).toMatch(words);
  });

  it.each([
    ['call manager, over TCP', manager.optionsPing, 3],
    ['gateway, every minute', guide.optionsKeepalive, 5],
    ['Asterisk’s qualify', registering.acceptedWithoutCredentials, 3],
  ] as const)('OPTIONS keepalive: %s', (_name, play, sent) => {
    const { keepalives } = findIn(play);
    expect(keepalives).toHaveLength(1);
    expect(keepalives[0]).toMatchObject({ method: 'options', sent, answered: sent, lost: 0, state: 'up' });
    expect(keepalives[0]?.intervalMs).toBeGreaterThan(59_000);
  });
});

describe('the password of the FreeSWITCH document', () => {
  let running: RunningEngine;
  let window: EngineWindow;
  beforeAll(async () => {
    running = new RunningEngine();
    window = EngineWindow.on(await running.openFrames(sceneOf(freeswitch.registered).frames()));
  });
  afterAll(() => running.close());

  const credentials = async () => {
    const { rows } = await window.ask('listMessages', { count: 10 });
    const found = rows.find(({ method, cseqNumber }) => method === 'REGISTER' && cseqNumber === 2);
    if (found === undefined) throw new Error('the second REGISTER is missing');
    return found.index;
  };

  it.each([
    ['1234', 'matches', /matches/i],
    ['1235', 'passwordDiffers', /^Password differs/],
  ])('%s', async (password, result, words) => {
    const check = await window.ask('checkDigest', { message: await credentials(), password });
    if (check === 'evicted') throw new Error('its frames are kept');
    expect(check.result).toBe(result);
    expect(check.words).toMatch(words);
  });

  it('its story names nonce, realm and response', async () => {
    const { rows } = await window.ask('listRegistrations', { count: 10 });
    const [row] = rows;
    if (row === undefined) throw new Error('no registration');
    const story = await window.ask('readRegistration', { registration: row.key });
    if (story === 'evicted') throw new Error('its frames are kept');
    const [first, second] = story.attempts;
    expect(first?.challenge).toMatchObject({ realm: '192.168.7.101', qop: ['auth'], algorithm: 'MD5' });
    expect(second?.credentials).toMatchObject({
      username: '1000',
      cnonce: 'c7dafa660149cc55',
      nc: '00000001',
      response: 'de6d3ab9e4a984d1a7a62d69cd00a31a',
    });
    expect([first?.failure, second?.failure]).toEqual([null, null]);
    expect(second).toMatchObject({ status: 200, purpose: 'register', askedS: 3600, grantedS: 3600 });
  });
});
