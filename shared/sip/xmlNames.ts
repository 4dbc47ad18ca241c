/** What elements of XML bodies are for, by the root of their document: presence, dialog-info, … */
type Names = Readonly<Record<string, string>>;

const PRESENCE: Names = {
  presence: 'Presence of a user, `entity` (RFC 3863 §4.1.1).',
  tuple: 'One way to reach the user (RFC 3863 §4.1.2).',
  status: 'State of that way (RFC 3863 §4.1.3).',
  basic: 'open: messages are taken; closed: they are not (RFC 3863 §4.1.4).',
  contact: 'Address to reach the user at, with a priority (RFC 3863 §4.1.5).',
  note: 'For people (RFC 3863 §4.1.6).',
  timestamp: 'When this changed (RFC 3863 §4.1.7).',
  person: 'The user, whatever the device (RFC 4479 §3.2).',
  device: 'A device of the user (RFC 4479 §3.3).',
  activities: 'What the user is doing (RFC 4480 §3.2).',
  mood: 'How the user feels (RFC 4480 §3.4).',
  'place-type': 'Kind of place the user is at (RFC 4480 §3.6).',
  privacy: 'Who else could hear (RFC 4480 §3.8).',
  'user-input': 'Whether the user has touched the device lately (RFC 4480 §3.15).',
  geopriv: 'Location of the user (RFC 4119).',
};

const DIALOG_INFO: Names = {
  'dialog-info': 'Dialogs of a user, `entity`; `version` grows by one, `state` full or partial (RFC 4235 §4.1).',
  dialog: 'One dialog; its direction tells who called (RFC 4235 §4.1.2).',
  state: 'trying, proceeding, early, confirmed or terminated (RFC 4235 §3.7.1).',
  duration: 'Seconds since the dialog began (RFC 4235 §4.1.5).',
  replaces: 'The dialog that this one took the place of (RFC 4235 §4.1.3).',
  'referred-by': 'Who made the call happen (RFC 4235 §4.1.4).',
  local: 'The user who is watched (RFC 4235 §4.1.6).',
  remote: 'The other side (RFC 4235 §4.1.6).',
  identity: 'Address of that side.',
  target: 'Contact of that side.',
};

const REGINFO: Names = {
  reginfo: 'Registrations; `version` grows by one, `state` full or partial (RFC 3680 §5.1).',
  registration: 'One address of record, `aor`, and its state (RFC 3680 §5.2).',
  contact: 'A contact, its state and what made it so (RFC 3680 §5.3).',
  uri: 'Where the contact can be reached.',
  'display-name': 'Name to show.',
  'unknown-param': 'A parameter of the contact.',
};

const CONFERENCE_INFO: Names = {
  'conference-info': 'State of the conference `entity`; full or partial (RFC 4575 §5.2).',
  'conference-description': 'What the conference is about (RFC 4575 §5.3).',
  'host-info': 'Who hosts the conference (RFC 4575 §5.4).',
  'conference-state': 'Counts and switches of the whole (RFC 4575 §5.5).',
  'user-count': 'How many take part.',
  users: 'Who takes part (RFC 4575 §5.6).',
  user: 'One who takes part (RFC 4575 §5.6).',
  endpoint: 'A device of that user (RFC 4575 §5.7).',
  media: 'A stream of that device (RFC 4575 §5.8).',
  status: 'connected, on-hold, dialing-out … of a device; direction of a stream.',
};

const WATCHERINFO: Names = {
  watcherinfo: 'Who watches; `version` grows by one, `state` full or partial (RFC 3858 §4.2).',
  'watcher-list': 'Watchers of one resource and event package (RFC 3858 §4.3).',
  watcher: 'One watcher, the state of its subscription and what made it so (RFC 3858 §4.4).',
};

const RESOURCE_LISTS: Names = {
  'resource-lists': 'Lists of addresses (RFC 4826 §3.1).',
  list: 'One list (RFC 4826 §3.1).',
  entry: 'One address, `uri` (RFC 4826 §3.1).',
  'display-name': 'Name to show.',
};

const XCAP_DIFF: Names = {
  'xcap-diff': 'Changes of documents under `xcap-root` (RFC 5874 §4).',
  document: 'A document with its entity tags before and after (RFC 5874 §4).',
  element: 'An element of a document (RFC 5874 §4).',
  attribute: 'An attribute of a document (RFC 5874 §4).',
};

const MEDIA_CONTROL: Names = {
  media_control: 'A command about video (RFC 5168 §5).',
  picture_fast_update: 'Asks for a full picture (RFC 5168 §5).',
  general_error: 'Why a command was not understood (RFC 5168 §5).',
};

const ISCOMPOSING: Names = {
  isComposing: 'Whether somebody is writing (RFC 3994 §3.2).',
  state: 'active or idle (RFC 3994 §3.2).',
  refresh: 'Seconds until this is said again (RFC 3994 §3.3).',
};

const BY_ROOT = new Map<string, Names>([
  ['presence', PRESENCE],
  ['dialog-info', DIALOG_INFO],
  ['reginfo', REGINFO],
  ['conference-info', CONFERENCE_INFO],
  ['watcherinfo', WATCHERINFO],
  ['resource-lists', RESOURCE_LISTS],
  ['xcap-diff', XCAP_DIFF],
  ['media_control', MEDIA_CONTROL],
  ['isComposing', ISCOMPOSING],
]);

/** Name without its prefix: `dm:person` is `person`. */
export const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** What an element is for in a document with this root; empty for one that the workbench has no words for. */
export function describeXmlElement(root: string, name: string): string {
  const names = BY_ROOT.get(localName(root));
  const local = localName(name);
  return names !== undefined && Object.hasOwn(names, local) ? names[local]! : '';
}
