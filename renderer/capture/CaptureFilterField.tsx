import { useState } from 'react';
import { usePreference, useWorkbench } from '../store/hooks';
import { chosenInterface } from './captureActions';

export type FilterCheck = { readonly valid: boolean; readonly words: string };

/** Checks the capture filter with the engine; the last answer counts. */
export function useFilterCheck(): readonly [FilterCheck | null, () => Promise<boolean>] {
  const workbench = useWorkbench();
  const [check, setCheck] = useState<FilterCheck | null>(null);
  const run = async (): Promise<boolean> => {
    const { captureFilter: filter, source } = workbench.preferences.getState();
    const interfaceName = chosenInterface(workbench);
    if (filter.trim() === '' || interfaceName === '') {
      setCheck(null);
      return true;
    }
    try {
      const answer = await workbench.ask('checkCaptureFilter', { interfaceName, filter, source });
      setCheck(answer);
      return answer.valid;
    } catch {
      setCheck(null); // the start itself will tell
      return true;
    }
  };
  return [check, run];
}

type Props = {
  readonly check: FilterCheck | null;
  readonly onCheck: () => void;
  readonly onEnter: () => void;
  /** Id of the element that says what is wrong. */
  readonly describedBy: string;
};

/** A BPF expression; checked when the reader leaves it or presses Enter. */
export function CaptureFilterField({ check, onCheck, onEnter, describedBy }: Props) {
  const [filter, setFilter] = usePreference('captureFilter');
  const wrong = check !== null && !check.valid;
  return (
    <label className={wrong ? 'field wrong' : 'field'}>
      capture filter
      <input
        value={filter}
        spellCheck={false}
        autoComplete="off"
        placeholder="none, or: port 5060 or udp portrange 10000-20000"
        aria-invalid={wrong}
        aria-describedby={describedBy}
        onChange={(event) => setFilter(event.target.value)}
        onBlur={onCheck}
        onKeyDown={(event) => event.key === 'Enter' && onEnter()}
      />
    </label>
  );
}
