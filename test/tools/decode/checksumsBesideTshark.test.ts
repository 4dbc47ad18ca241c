import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { describeLayers } from '../../../main/engine/decode/describeLayers';
import type { MessageField } from '../../../shared/protocol/rows';
import { CORPUS, corpusFrames, hasCorpus } from '../../fixtures/captureFrames';
import { hasTshark, tsharkFields } from '../../fixtures/tsharkFields';

const CHECKS = ['ip', 'udp', 'tcp'].flatMap((name) => ['-o', `${name}.check_checksum:TRUE`]);
const GOOD = '1';
const BAD = '0';

/** What we say of the checksums of these headers, in tshark's numbers; others than right and wrong are left out. */
function judged(layers: readonly MessageField[], name: string): (string | null)[] {
  return layers
    .filter((layer) => layer.name === name)
    .map(({ children }) => children.find((child) => child.name.toLowerCase().endsWith('checksum'))!.value)
    .map((value) => (value.endsWith('(right)') ? GOOD : value.endsWith('(wrong)') ? BAD : null));
}

describe.skipIf(!hasTshark || !hasCorpus)(
  'checksums beside tshark on real captures (skipped without tshark or the corpus)',
  () => {
    // The one with changed bytes has lengths about which readers may differ.
    const captures = (hasCorpus ? readdirSync(new URL('pcap/', CORPUS)) : []).filter((name) => !name.includes('fuzz'));

    it.each(captures)('%s', (capture) => {
      const path = fileURLToPath(new URL(`pcap/${capture}`, CORPUS));
      const fields = ['ip.checksum.status', 'udp.checksum.status', 'tcp.checksum.status'];
      const rows = tsharkFields(path, fields, CHECKS);
      for (const frame of corpusFrames(capture)) {
        const { layers } = describeLayers({
          linkType: frame.linkType,
          bytes: frame.bytes.slice(frame.start, frame.end),
        });
        for (const [column, name] of ['IPv4', 'UDP', 'TCP'].entries()) {
          const theirs = rows[frame.number - 1]![column]!.split(',');
          const ours = judged(layers, name);
          const same = ours.map((judgement, index) => judgement === null || judgement === theirs[index]);
          expect([frame.number, name, ours, theirs, same.includes(false)]).toEqual([
            frame.number,
            name,
            ours,
            theirs,
            false,
          ]);
        }
      }
    });
  },
);
