import type { SdpMedia, SessionDescription } from '../../decode/sdp/sessionDescription';
import { codecName, isCodec } from './mediaOffer';

const MAX_LINES = 4;
const MAX_NAMES = 6;

/** A session description in a few words: `PCMU PCMA · sendonly`, `PCMU, video H264`, `image t38`, `video off`. */
export function mediaGist(description: SessionDescription): string {
  const [only] = description.media;
  if (only !== undefined && description.media.length === 1) return lineGist(only);
  const lines = description.media.slice(0, MAX_LINES).map(lineGist);
  const hidden = description.media.length - lines.length;
  return [...lines, ...(hidden > 0 ? [`${hidden} more`] : [])].join(', ');
}

function lineGist(line: SdpMedia): string {
  if (line.port === 0) return `${line.type} off`;
  const names = namesOf(line);
  const shown = names.slice(0, MAX_NAMES).join(' ') + (names.length > MAX_NAMES ? ' …' : '');
  const words = line.type === 'audio' && shown !== '' ? shown : `${line.type} ${shown}`.trim();
  return line.direction === 'sendrecv' ? words : `${words} · ${line.direction}`;
}

/** Codecs of an RTP line, each once; of others the formats as written (`t38`). */
function namesOf(line: SdpMedia): readonly string[] {
  if (line.formats.length === 0) return line.formatNames;
  const names: string[] = [];
  for (const format of line.formats) {
    if (!isCodec(format)) continue;
    const name = codecName(format);
    if (!names.includes(name)) names.push(name);
  }
  return names;
}
