/** Messages and parameters of ISUP (ITU-T Q.763, tables 4 and 5; ANSI T1.113.3), as far as signalling gateways meet them. */
export type IsupMessageType = {
  readonly abbreviation: string;
  readonly name: string;
  /** Mandatory parameters of fixed length: code and bytes. */
  readonly fixed: readonly (readonly [code: number, lengthBytes: number])[];
  /** Mandatory parameters of variable length, in order of their pointers. */
  readonly variable: readonly number[];
  readonly hasOptionalPart: boolean;
};

const BACKWARD: IsupMessageType['fixed'] = [[0x11, 2]];
const SUPERVISION: IsupMessageType['fixed'] = [[0x15, 1]];
const SUSPEND: IsupMessageType['fixed'] = [[0x22, 1]];
const FACILITY: IsupMessageType['fixed'] = [[0x18, 1]];
const RANGE = [0x16] as const;
const CAUSE = [0x12] as const;

type Row = readonly [
  type: number,
  abbreviation: string,
  name: string,
  fixed: IsupMessageType['fixed'],
  variable: readonly number[],
  hasOptionalPart: boolean,
];

const ROWS: readonly Row[] = [
  [
    0x01,
    'IAM',
    'Initial address',
    [
      [0x06, 1],
      [0x07, 2],
      [0x09, 1],
      [0x02, 1],
    ],
    [0x04],
    true,
  ],
  [0x02, 'SAM', 'Subsequent address', [], [0x05], true],
  [0x03, 'INR', 'Information request', [[0x0e, 2]], [], true],
  [0x04, 'INF', 'Information', [[0x0f, 2]], [], true],
  [0x05, 'COT', 'Continuity', [[0x10, 1]], [], false],
  [0x06, 'ACM', 'Address complete', BACKWARD, [], true],
  [0x07, 'CON', 'Connect', BACKWARD, [], true],
  [0x08, 'FOT', 'Forward transfer', [], [], true],
  [0x09, 'ANM', 'Answer', [], [], true],
  [0x0c, 'REL', 'Release', [], CAUSE, true],
  [0x0d, 'SUS', 'Suspend', SUSPEND, [], true],
  [0x0e, 'RES', 'Resume', SUSPEND, [], true],
  [0x10, 'RLC', 'Release complete', [], [], true],
  [0x11, 'CCR', 'Continuity check request', [], [], false],
  [0x12, 'RSC', 'Reset circuit', [], [], false],
  [0x13, 'BLO', 'Blocking', [], [], false],
  [0x14, 'UBL', 'Unblocking', [], [], false],
  [0x15, 'BLA', 'Blocking acknowledgement', [], [], false],
  [0x16, 'UBA', 'Unblocking acknowledgement', [], [], false],
  [0x17, 'GRS', 'Circuit group reset', [], RANGE, false],
  [0x18, 'CGB', 'Circuit group blocking', SUPERVISION, RANGE, false],
  [0x19, 'CGU', 'Circuit group unblocking', SUPERVISION, RANGE, false],
  [0x1a, 'CGBA', 'Circuit group blocking acknowledgement', SUPERVISION, RANGE, false],
  [0x1b, 'CGUA', 'Circuit group unblocking acknowledgement', SUPERVISION, RANGE, false],
  [0x1f, 'FAR', 'Facility request', FACILITY, [], true],
  [0x20, 'FAA', 'Facility accepted', FACILITY, [], true],
  [0x21, 'FRJ', 'Facility reject', FACILITY, CAUSE, true],
  [0x24, 'LPA', 'Loop back acknowledgement', [], [], false],
  [0x28, 'PAM', 'Pass-along', [], [], false],
  [0x29, 'GRA', 'Circuit group reset acknowledgement', [], RANGE, false],
  [0x2a, 'CQM', 'Circuit group query', [], RANGE, false],
  [0x2b, 'CQR', 'Circuit group query response', [], [0x16, 0x26], false],
  [0x2c, 'CPG', 'Call progress', [[0x24, 1]], [], true],
  [0x2d, 'USR', 'User-to-user information', [], [0x20], true],
  [0x2e, 'UCIC', 'Unequipped circuit identification code', [], [], false],
  [0x2f, 'CFN', 'Confusion', [], CAUSE, true],
  [0x30, 'OLM', 'Overload', [], [], false],
  [0x31, 'CRG', 'Charge information', [], [], true],
  [0x32, 'NRM', 'Network resource management', [], [], true],
  [0x33, 'FAC', 'Facility', [], [], true],
  [0x34, 'UPT', 'User part test', [], [], true],
  [0x35, 'UPA', 'User part available', [], [], true],
  [0x36, 'IDR', 'Identification request', [], [], true],
  [0x37, 'IRS', 'Identification response', [], [], true],
  [0x38, 'SGM', 'Segmentation', [], [], true],
  [0x40, 'LOP', 'Loop prevention', [], [], true],
  [0x41, 'APM', 'Application transport', [], [], true],
  [0x42, 'PRI', 'Pre-release information', [], [], true],
  [0x43, 'SDM', 'Subsequent directory number', [], [0x05], true],
];

const MESSAGES = new Map<number, IsupMessageType>(
  ROWS.map(([type, abbreviation, name, fixed, variable, hasOptionalPart]) => [
    type,
    { abbreviation, name, fixed, variable, hasOptionalPart },
  ]),
);

/** ANSI's initial address: bearer in a parameter of variable length instead of the transmission medium. */
const ANSI_INITIAL_ADDRESS: IsupMessageType = {
  abbreviation: 'IAM',
  name: 'Initial address',
  fixed: [
    [0x06, 1],
    [0x07, 2],
    [0x09, 1],
  ],
  variable: [0x1d, 0x04],
  hasOptionalPart: true,
};

const INITIAL_ADDRESS = 0x01;

/** How a message of this type is laid out; null for one that the table does not have. */
export function isupMessageType(type: number, isAnsi: boolean): IsupMessageType | null {
  return isAnsi && type === INITIAL_ADDRESS ? ANSI_INITIAL_ADDRESS : (MESSAGES.get(type) ?? null);
}

const PARAMETERS = new Map<number, string>([
  [0x00, 'End of optional parameters'],
  [0x01, 'Call reference'],
  [0x02, 'Transmission medium requirement'],
  [0x03, 'Access transport'],
  [0x04, 'Called party number'],
  [0x05, 'Subsequent number'],
  [0x06, 'Nature of connection indicators'],
  [0x07, 'Forward call indicators'],
  [0x08, 'Optional forward call indicators'],
  [0x09, "Calling party's category"],
  [0x0a, 'Calling party number'],
  [0x0b, 'Redirecting number'],
  [0x0c, 'Redirection number'],
  [0x0d, 'Connection request'],
  [0x0e, 'Information request indicators'],
  [0x0f, 'Information indicators'],
  [0x10, 'Continuity indicators'],
  [0x11, 'Backward call indicators'],
  [0x12, 'Cause indicators'],
  [0x13, 'Redirection information'],
  [0x15, 'Circuit group supervision message type'],
  [0x16, 'Range and status'],
  [0x18, 'Facility indicator'],
  [0x1a, 'Closed user group interlock code'],
  [0x1d, 'User service information'],
  [0x1e, 'Signalling point code'],
  [0x20, 'User-to-user information'],
  [0x21, 'Connected number'],
  [0x22, 'Suspend/resume indicators'],
  [0x23, 'Transit network selection'],
  [0x24, 'Event information'],
  [0x25, 'Circuit assignment map'],
  [0x26, 'Circuit state indicator'],
  [0x27, 'Automatic congestion level'],
  [0x28, 'Original called number'],
  [0x29, 'Optional backward call indicators'],
  [0x2a, 'User-to-user indicators'],
  [0x2b, 'Origination ISC point code'],
  [0x2c, 'Generic notification indicator'],
  [0x2d, 'Call history information'],
  [0x2e, 'Access delivery information'],
  [0x2f, 'Network specific facility'],
  [0x30, 'User service information prime'],
  [0x31, 'Propagation delay counter'],
  [0x32, 'Remote operations'],
  [0x33, 'Service activation'],
  [0x34, 'User teleservice information'],
  [0x35, 'Transmission medium used'],
  [0x36, 'Call diversion information'],
  [0x37, 'Echo control information'],
  [0x38, 'Message compatibility information'],
  [0x39, 'Parameter compatibility information'],
  [0x3a, 'MLPP precedence'],
  [0x3b, 'MCID request indicators'],
  [0x3c, 'MCID response indicators'],
  [0x3d, 'Hop counter'],
  [0x3e, 'Transmission medium requirement prime'],
  [0x3f, 'Location number'],
  [0x40, 'Redirection number restriction'],
  [0x43, 'Call transfer reference'],
  [0x44, 'Loop prevention indicators'],
  [0x45, 'Call transfer number'],
  [0x4b, 'CCSS'],
  [0x4c, 'Forward GVNS'],
  [0x4d, 'Backward GVNS'],
  [0x4e, 'Redirect capability'],
  [0x5b, 'Network management controls'],
  [0x65, 'Correlation id'],
  [0x66, 'SCF id'],
  [0x6e, 'Call diversion treatment indicators'],
  [0x6f, 'Called IN number'],
  [0x70, 'Call offering treatment indicators'],
  [0x71, 'Charged party identification'],
  [0x72, 'Conference treatment indicators'],
  [0x73, 'Display information'],
  [0x74, 'UID action indicators'],
  [0x75, 'UID capability indicators'],
  [0x77, 'Redirect counter'],
  [0x78, 'Application transport'],
  [0x79, 'Collect call request'],
  [0xc0, 'Generic number'],
  [0xc1, 'Generic digits'],
  [0xc2, 'Operator services information'],
  [0xc3, 'Egress service'],
  [0xc4, 'Jurisdiction information'],
  [0xc5, 'Carrier identification'],
  [0xc6, 'Business group'],
  [0xc7, 'Generic name'],
  [0xe1, 'Notification indicator'],
  [0xe7, 'Outgoing trunk group number'],
  [0xea, 'Originating line information'],
  [0xeb, 'Charge number'],
  [0xec, 'Service code indicator'],
  [0xed, 'Special processing request'],
  [0xee, 'Carrier selection information'],
  [0xef, 'Network transport'],
]);

export const isupParameterName = (code: number): string =>
  PARAMETERS.get(code) ?? `Parameter 0x${code.toString(16).padStart(2, '0')}`;
