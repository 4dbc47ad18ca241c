/** Children of a header value in the message pane. `text` has one character per byte; `offset` is where it lies in the message. */
import { describeMethod } from '../../../../shared/sip/methods';
import { describeOptionTag } from '../../../../shared/sip/optionTags';
import { describeParameter } from '../../../../shared/sip/parameterNames';
import { describeQ850Cause } from '../../../../shared/sip/q850Causes';
import { explainStatus } from '../../../../shared/sip/statusExplanations';
import type { MessageField } from '../../../../shared/protocol/rows';
import { readAuthentication } from './authentication';
import { readCseq } from './cseq';
import { isEmpty, shifted, type FieldMaker } from '../field';
import { readNameAddress, type NameAddress } from './nameAddress';
import { readParameters, type Parameter } from './parameters';
import type { ByteRange } from './sipMessage';
import { readUri } from './sipUri';
import { splitList } from './splitList';
import { findCode, isSpace, skipSpace, trimmed } from './text';
import { readVia } from './via';
import { readWarnings } from './warning';

export type ValueFields = (make: FieldMaker, text: string, offset: number) => readonly MessageField[];

const SEMICOLON = 0x3b;
/** Elements of one list that get fields of their own. */
const MAX_ELEMENTS = 500;

function parameterFields(make: FieldMaker, parameters: readonly Parameter[], offset: number): readonly MessageField[] {
  return parameters.map(({ name, range, valueRange }) =>
    make.leaf(name, shifted(valueRange ?? range, offset), describeParameter(name)),
  );
}

const elementsOf = (text: string): readonly ByteRange[] =>
  splitList(text)
    .filter((element) => !isEmpty(element))
    .slice(0, MAX_ELEMENTS);

/** One element stands for the whole value; several get a field each. */
function perElement(
  make: FieldMaker,
  text: string,
  offset: number,
  name: string,
  fieldsOf: (element: ByteRange) => readonly MessageField[],
): readonly MessageField[] {
  const elements = elementsOf(text);
  if (elements.length === 1) return fieldsOf(elements[0]!);
  return elements.map((element) => make.branch(name, shifted(element, offset), '', fieldsOf(element)));
}

/** Parts of the URI in `range` of the text. */
export function uriFields(make: FieldMaker, text: string, range: ByteRange, offset: number): readonly MessageField[] {
  const uri = readUri(text, range.start, range.end);
  const fields: MessageField[] = [];
  const add = (name: string, part: ByteRange, explanation: string): void => {
    if (!isEmpty(part)) fields.push(make.leaf(name, shifted(part, offset), explanation));
  };
  add(uri.scheme === 'tel' ? 'Number' : 'User', uri.ranges.user, 'Who is meant (RFC 3261 §19.1.1).');
  add('Host', uri.ranges.host, 'Domain or address (RFC 3261 §19.1.1).');
  add('Port', uri.ranges.port, 'Port; without one DNS or the default port decides (RFC 3263).');
  return [
    ...fields,
    ...parameterFields(make, uri.parameters, offset),
    ...uri.headers.map(({ name, range: whole, valueRange }) =>
      make.leaf(name, shifted(valueRange ?? whole, offset), 'Header field for the request made from this URI.'),
    ),
  ];
}

function addressFields(make: FieldMaker, text: string, address: NameAddress, offset: number): readonly MessageField[] {
  const { displayRange, uriRange } = address;
  const fields: MessageField[] = [];
  if (displayRange !== null && !isEmpty(displayRange)) {
    fields.push(make.leaf('Display name', shifted(displayRange, offset), 'Name to show (RFC 3261 §20.10).'));
  }
  if (!isEmpty(uriRange)) {
    fields.push(make.branch('URI', shifted(uriRange, offset), '', uriFields(make, text, uriRange, offset)));
  }
  return [...fields, ...parameterFields(make, address.parameters, offset)];
}

const oneAddress: ValueFields = (make, text, offset) =>
  addressFields(make, text, readNameAddress(text, 0, text.length), offset);

const addresses: ValueFields = (make, text, offset) =>
  perElement(make, text, offset, 'Address', (element) =>
    addressFields(make, text, readNameAddress(text, element.start, element.end), offset),
  );

const vias: ValueFields = (make, text, offset) =>
  perElement(make, text, offset, 'Via', (element) => {
    const via = readVia(text, element.start, element.end);
    const parts: MessageField[] = [];
    if (!isEmpty(via.transportRange)) {
      parts.push(make.leaf('Transport', shifted(via.transportRange, offset), 'How the message travelled on this hop.'));
    }
    if (!isEmpty(via.sentByRange)) {
      parts.push(
        make.leaf('Sent by', shifted(via.sentByRange, offset), 'Where the sender of this hop expects the response.'),
      );
    }
    return [...parts, ...parameterFields(make, via.parameters, offset)];
  });

const cseq: ValueFields = (make, text, offset) => {
  const { numberRange, methodRange } = readCseq(text);
  return [
    make.leaf(
      'Number',
      shifted(numberRange, offset),
      'Grows by one with every new request of a dialog (RFC 3261 §12.2.1.1).',
    ),
    make.leaf('Method', shifted(methodRange, offset), describeMethod(text.slice(methodRange.start))?.purpose ?? ''),
  ].filter((field) => !isEmpty(field));
};

const authentication: ValueFields = (make, text, offset) => {
  const { schemeRange, parameters } = readAuthentication(text);
  const scheme = make.leaf(
    'Scheme',
    shifted(schemeRange, offset),
    'How to prove who one is; Digest as a rule (RFC 3261 §22.4).',
  );
  return [scheme, ...parameterFields(make, parameters, offset)];
};

/** Parameters separated by commas without a scheme before them (Authentication-Info). */
const commaParameters: ValueFields = (make, text, offset) =>
  parameterFields(make, readParameters(text, 0, text.length, 0x2c).parameters, offset);

/** `value;parameter=…`, one or a list of them. */
const valueWithParameters =
  (name: string): ValueFields =>
  (make, text, offset) =>
    perElement(make, text, offset, name, (element) => {
      const head = trimmed(text, element.start, findCode(text, SEMICOLON, element.start, element.end));
      const { parameters } = readParameters(text, head.end, element.end);
      const explanation = describeOptionTag(text.slice(head.start, head.end));
      if (parameters.length === 0 && explanation === '') return [];
      const value = isEmpty(head) ? [] : [make.leaf(name, shifted(head, offset), explanation)];
      return [...value, ...parameterFields(make, parameters, offset)];
    });

function explainCause(protocol: string, cause: string): string {
  const number = /^\d{1,3}$/.test(cause) ? Number(cause) : 0;
  if (/^q\.850$/i.test(protocol)) return describeQ850Cause(number);
  return /^sip$/i.test(protocol) && number >= 100 ? explainStatus(number) : '';
}

/** Causes of a Reason (RFC 3326 §2) in the words of the protocol that stands before them. */
const withCauses = (fields: readonly MessageField[]): readonly MessageField[] => {
  const protocol = fields.find(({ name }) => name === 'Value')?.value ?? '';
  return fields.map((field) => {
    if (field.children.length > 0) return { ...field, children: withCauses(field.children) };
    const words = field.name === 'cause' ? explainCause(protocol, field.value) : '';
    return words === '' ? field : { ...field, explanation: words };
  });
};

const reasons: ValueFields = (make, text, offset) => withCauses(valueWithParameters('Value')(make, text, offset));

/** A list of words, each with what it stands for. */
const words =
  (name: string, explain: (word: string) => string): ValueFields =>
  (make, text, offset) =>
    elementsOf(text).map((element) =>
      make.leaf(name, shifted(element, offset), explain(text.slice(element.start, element.end))),
    );

/** `776656 1 INVITE` of RAck (RFC 3262 §7.2). */
const rack: ValueFields = (make, text, offset) => {
  const names = ['RSeq number', 'CSeq number', 'Method'];
  const fields: MessageField[] = [];
  let at = skipSpace(text, 0, text.length);
  for (const name of names) {
    let end = at;
    while (end < text.length && !isSpace(text.charCodeAt(end))) end += 1;
    if (end > at) fields.push(make.leaf(name, shifted({ start: at, end }, offset)));
    at = skipSpace(text, end, text.length);
  }
  return fields;
};

const warnings: ValueFields = (make, text, offset) =>
  readWarnings(text).flatMap((warning) =>
    warning === null
      ? []
      : [
          make.leaf('Code', shifted(warning.codeRange, offset), 'What kind of warning (RFC 3261 §27.2).'),
          make.leaf('Agent', shifted(warning.agentRange, offset), 'Who warns.'),
          make.leaf('Text', shifted(warning.textRange, offset)),
        ],
  );

const explainMethod = (method: string): string => describeMethod(method)?.purpose ?? '';

/** How the value of a header field is taken apart, by its key. */
const FIELDS = new Map<string, ValueFields>([
  ['via', vias],
  ['cseq', cseq],
  ['rack', rack],
  ['reason', reasons],
  ['warning', warnings],
  ['authentication-info', commaParameters],
  ['allow', words('Method', explainMethod)],
  ...['from', 'to', 'refer-to', 'referred-by', 'reply-to'].map((key): [string, ValueFields] => [key, oneAddress]),
  ...[
    ...['contact', 'route', 'record-route', 'path', 'service-route', 'diversion', 'history-info', 'remote-party-id'],
    ...['p-asserted-identity', 'p-preferred-identity', 'p-called-party-id', 'alert-info', 'call-info', 'error-info'],
  ].map((key): [string, ValueFields] => [key, addresses]),
  ...['authorization', 'proxy-authorization', 'www-authenticate', 'proxy-authenticate'].map(
    (key): [string, ValueFields] => [key, authentication],
  ),
  ...['supported', 'require', 'proxy-require', 'unsupported', 'allow-events'].map((key): [string, ValueFields] => [
    key,
    words(key === 'allow-events' ? 'Event package' : 'Option tag', describeOptionTag),
  ]),
  ...['content-type', 'accept'].map((key): [string, ValueFields] => [key, valueWithParameters('Media type')]),
  ...[
    ...['event', 'session-expires', 'min-se', 'subscription-state', 'content-disposition', 'replaces', 'join'],
    ...['target-dialog', 'session-id', 'retry-after', 'p-charging-vector', 'p-access-network-info', 'security-client'],
    ...['security-server', 'security-verify', 'user-to-user', 'geolocation', 'identity', 'feature-caps'],
  ].map((key): [string, ValueFields] => [key, valueWithParameters('Value')]),
]);

const NOTHING: ValueFields = () => [];

export const valueFieldsOf = (key: string): ValueFields => FIELDS.get(key) ?? NOTHING;
