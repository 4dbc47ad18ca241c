/** What T.38 names: signals of fax machines, modulations, and parts of what they send. */

const INDICATORS: readonly string[] = [
  'no signal',
  'CNG',
  'CED',
  'V.21 preamble',
  'V.27 2400 training',
  'V.27 4800 training',
  'V.29 7200 training',
  'V.29 9600 training',
  'V.17 7200 short training',
  'V.17 7200 long training',
  'V.17 9600 short training',
  'V.17 9600 long training',
  'V.17 12000 short training',
  'V.17 12000 long training',
  'V.17 14400 short training',
  'V.17 14400 long training',
  'V.8 ANSam',
  'V.8 signal',
  'V.34 control channel 1200',
  'V.34 primary channel',
  'V.34 control channel retrain',
  'V.33 12000 training',
  'V.33 14400 training',
];

const MODULATIONS: readonly string[] = [
  'V.21',
  'V.27 2400',
  'V.27 4800',
  'V.29 7200',
  'V.29 9600',
  'V.17 7200',
  'V.17 9600',
  'V.17 12000',
  'V.17 14400',
  'V.8',
  'V.34 primary rate',
  'V.34 control channel 1200',
  'V.34 primary channel',
  'V.33 12000',
  'V.33 14400',
];

const FIELD_TYPES: readonly string[] = [
  'HDLC data',
  'HDLC end of signal',
  'HDLC frame check right',
  'HDLC frame check wrong',
  'HDLC frame check right, end of signal',
  'HDLC frame check wrong, end of signal',
  'T.4 data without error correction',
  'T.4 end of signal without error correction',
  'CM message',
  'JM message',
  'CI message',
  'V.34 rate',
];

/** T.30 indicator (T.38 §7.3.1). */
export const faxIndicatorName = (indicator: number): string => INDICATORS[indicator] ?? `indicator ${indicator}`;
/** Modulation of T.30 data (T.38 §7.3.2). */
export const faxModulationName = (modulation: number): string => MODULATIONS[modulation] ?? `modulation ${modulation}`;
/** Kind of a data field (T.38 §7.4). */
export const faxFieldName = (fieldType: number): string => FIELD_TYPES[fieldType] ?? `field type ${fieldType}`;
