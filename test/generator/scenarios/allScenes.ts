import * as basicSessions from './basicSessions';
import * as dialogFeatures from './dialogFeatures';
import * as callManager from './documents/callManager';
import * as freeswitchRegistration from './documents/freeswitchRegistration';
import * as registrationGuides from './documents/registrationGuides';
import * as wiresharkGuide from './documents/wiresharkGuide';
import * as exchanges from './exchanges';
import * as failedSessions from './failedSessions';
import * as forwarding from './forwarding';
import * as holding from './holding';
import * as keepalives from './keepalives';
import * as legs from './legs';
import * as registrations from './registrations';
import type { Scene } from './scene';
import * as transfers from './transfers';

const GROUPS = {
  registrations,
  basicSessions,
  failedSessions,
  holding,
  transfers,
  forwarding,
  dialogFeatures,
  exchanges,
  keepalives,
  legs,
  freeswitchRegistration,
  registrationGuides,
  wiresharkGuide,
  callManager,
};

export type NamedScene = { readonly name: string; readonly play: (scene: Scene) => unknown };

/** A script needs a scene and nothing else; what needs more is a part of scripts. */
const isScript = (member: unknown): member is NamedScene['play'] => typeof member === 'function' && member.length === 1;

/** Every script there is, named by its file and itself. */
export const ALL_SCENES: readonly NamedScene[] = Object.entries(GROUPS).flatMap(([group, members]) =>
  Object.entries<unknown>(members).flatMap(([name, member]) =>
    isScript(member) ? [{ name: `${group} ${name}`, play: member }] : [],
  ),
);
