import type { CaptureProblem, SourceName } from '../../../shared/protocol/captureState';
import type { SourceChoice } from '../../../shared/protocol/commands';
import { err, ok, type Result } from '../../../shared/result';
import { readAdviceFacts } from './adviceFacts';
import { unfitRequest } from './captureSource';
import { captureSources, SOURCE_ORDER } from './captureSources';
import { readListedInterfaces } from './listedInterfaces';
import { adviseOnComplaint } from './permissionAdvice';
import { mayCapture, mostUsefulProblem, problemOfState, tryPermission, type SourceState } from './sourceStates';

/**
 * The source to capture with: the named one, or for `auto` the first of dumpcap, tcpdump and cap that is here and permitted.
 * It is tried on the interface when one is given (and fails when that cannot be opened), else on any.
 * Fails with what to do about it.
 */
export async function chooseSource(
  choice: SourceChoice,
  capHelperPath: string,
  interfaceName?: string,
): Promise<Result<SourceName, CaptureProblem>> {
  const unfit = interfaceName === undefined ? null : unfitRequest({ interfaceName, filter: '' });
  const tried: SourceState[] = [];
  for (const name of choice === 'auto' ? SOURCE_ORDER : [choice]) {
    const lookup = await captureSources[name].find({ capHelperPath });
    if (unfit !== null) return err(adviseOnComplaint(await readAdviceFacts(name, lookup), unfit));
    const untried: SourceState = { name, lookup, complaint: null };
    const state = await tryPermission(untried, interfaceName ?? (await anyInterface(untried)));
    tried.push(state);
    if (!mayCapture(state)) continue;
    if (state.complaint !== null && interfaceName !== undefined) return err(await problemOfState(state));
    return ok(name);
  }
  const problem = choice === 'auto' ? await mostUsefulProblem(tried) : null;
  return err(problem ?? (await problemOfState(tried[0]!)));
}

/** The loopback interface, which every machine has up, else the first. */
async function anyInterface(state: SourceState): Promise<string> {
  const listed = await readListedInterfaces([state]);
  return (listed.find(({ loopback, name }) => loopback ?? /^lo\d*$|Loopback/i.test(name)) ?? listed[0])?.name ?? 'any';
}
