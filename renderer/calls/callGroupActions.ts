import { useMemo } from 'react';
import type { CallKey } from '../../shared/ids';
import { useWorkbench } from '../store/hooks';
import { showNotice } from '../store/notices';
import type { Workbench } from '../store/workbench';

/** The protocol's limit of calls joined at once. */
export const MOST_JOINED_CALLS = 50;

async function tell({ notices }: Workbench, title: string, work: Promise<null>): Promise<void> {
  try {
    await work;
  } catch (problem) {
    const detail = problem instanceof Error ? problem.message : String(problem);
    showNotice(notices, { tone: 'failed', title, detail, progress: null, cancel: null });
  }
}

/** Says by hand that these calls are one story, and opens it. */
export function joinCalls(workbench: Workbench, calls: readonly CallKey[]): void {
  if (calls.length < 2 || calls.length > MOST_JOINED_CALLS) return;
  const joined = workbench.ask('joinCalls', { calls: [...calls] }).then((answer) => {
    workbench.selection.setState({ call: calls[0]!, marked: new Set(), allLegs: true });
    return answer;
  });
  void tell(workbench, 'The calls could not be joined', joined);
}

/** Says by hand that this call stands alone. */
export function splitCall(workbench: Workbench, call: CallKey): void {
  void tell(workbench, 'The call could not be split off', workbench.ask('splitCall', { call }));
}

export function useSplitCall(): (call: CallKey) => void {
  const workbench = useWorkbench();
  return useMemo(() => (call: CallKey) => splitCall(workbench, call), [workbench]);
}
