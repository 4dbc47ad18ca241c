import type { SourceChoice } from '../../../shared/protocol/commands';
import { unfitRequest, type FilterVerdict } from './captureSource';
import { captureSources } from './captureSources';
import { chooseSource } from './chooseSource';

export type FilterQuestion = {
  readonly interfaceName: string;
  readonly filter: string;
  readonly source: SourceChoice;
  readonly capHelperPath: string;
};

/** Whether the filter is good for this interface, by the word of the source that would capture. */
export async function checkCaptureFilter(question: FilterQuestion): Promise<FilterVerdict> {
  const unfit = unfitRequest(question);
  if (unfit !== null) return { valid: false, words: unfit };
  const { interfaceName, filter, source, capHelperPath } = question;
  const chosen = await chooseSource(source, capHelperPath, interfaceName);
  if (!chosen.ok) return { valid: false, words: chosen.error.problem };
  const program = await captureSources[chosen.value].find({ capHelperPath });
  if (program.kind === 'missing') return { valid: false, words: program.words };
  return captureSources[chosen.value].checkFilter(program, interfaceName, filter);
}
