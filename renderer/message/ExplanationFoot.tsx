import { CopyButton } from '../ui/CopyButton';
import type { Explanation } from './explainChoice';
import { visibleText } from './visibleText';

/** Words on what is selected, at the foot of a message or frame. */
export const ExplanationFoot = ({ title, words, unusual = '', value }: Explanation) => (
  <div className="explanation" aria-live="polite">
    <p>
      <b>{visibleText(title)}</b> <span className="muted">{words}</span>
      {unusual === '' ? null : <span className="unusual"> {visibleText(unusual, 400)}</span>}
    </p>
    {value === null ? null : <CopyButton key={value} text={value} label="Copy value" />}
  </div>
);
