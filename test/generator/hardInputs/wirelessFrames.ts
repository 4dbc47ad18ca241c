import { joinBytes, words16 } from '../../fixtures/bytes';
import { raw, type Layer } from '../../fixtures/frames';

const ACCESS_POINT = Uint8Array.of(2, 0, 0, 0, 0, 9);
const STATION = Uint8Array.of(2, 0, 0, 0, 0, 1);
const DISTANT = Uint8Array.of(2, 0, 0, 0, 0, 2);

/** An 802.11 data frame from a station to its access point (to-DS), with a QoS control field where asked for. */
export function accessPointData(above: Layer, { qualityOfService = false } = {}): Layer {
  const frameControl = Uint8Array.of(qualityOfService ? 0x88 : 0x08, 0x01);
  const duration = words16(0);
  const sequenceControl = words16(0);
  const quality = qualityOfService ? words16(0) : new Uint8Array(0);
  return raw(joinBytes(frameControl, duration, ACCESS_POINT, STATION, DISTANT, sequenceControl, quality, above.bytes));
}

/** A radiotap header without fields before an 802.11 frame; its numbers are little-endian. */
export const radiotap = (above: Layer): Layer => raw(joinBytes(Uint8Array.of(0, 0, 8, 0, 0, 0, 0, 0), above.bytes));
