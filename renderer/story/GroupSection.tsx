import { describeConfidence } from '../../shared/format/confidence';
import { formatCount } from '../../shared/format/quantity';
import type { CallKey } from '../../shared/ids';
import type { CallGroup, CallLink } from '../../shared/protocol/callGroups';
import { useSplitCall } from '../calls/callGroupActions';
import { markCalls, type CallMark } from '../ladder/callMarks';
import { visibleText } from '../message/visibleText';
import { evidenceName, linkKindWords } from './describeGroup';

const MOST_FRAMES = 6;

function Frames({ frames }: Pick<CallLink, 'frames'>) {
  const more = frames.length - MOST_FRAMES;
  const shown = frames.slice(0, MOST_FRAMES).map((frame) => formatCount(frame));
  if (shown.length === 0) return null;
  return (
    <span className="muted">
      frame{frames.length === 1 ? '' : 's'} {shown.join(', ')}
      {more > 0 ? ` and ${formatCount(more)} more` : ''}
    </span>
  );
}

function Leg({ mark }: { readonly mark: CallMark | undefined }) {
  return <i className={`legsign ${mark?.className ?? ''}`}>{mark?.sign ?? '?'}</i>;
}

type LinkProps = { readonly link: CallLink; readonly marks: ReadonlyMap<CallKey, CallMark> };

function Link({ link, marks }: LinkProps) {
  const { one, other, kind, confidence, evidence, frames } = link;
  return (
    <li>
      <span className="legs">
        <Leg mark={marks.get(one)} /> – <Leg mark={marks.get(other)} />
      </span>
      <span>
        {linkKindWords(kind)}{' '}
        <span className={confidence === 'possible' ? 'warn' : 'muted'} title={describeConfidence(confidence)}>
          {confidence}
        </span>
      </span>
      <ul>
        {evidence.map(({ by, words }, at) => (
          <li key={at}>{words === '' ? evidenceName(by) : visibleText(words, 300)}</li>
        ))}
        <li>
          <Frames frames={frames} />
        </li>
      </ul>
    </li>
  );
}

type Props = { readonly group: CallGroup; readonly call: CallKey };

/** The calls that this one is a story with, why, and how sure that is. */
export function GroupSection({ group, call }: Props) {
  const split = useSplitCall();
  const marks = markCalls(
    group.calls.map((key) => ({ key })),
    true,
  );
  return (
    <section aria-labelledby="story-group">
      <h3 id="story-group">
        {formatCount(group.calls.length)} legs
        <span className="muted">{visibleText(group.words, 300)}</span>
        <span className="grow" />
        <button type="button" className="small" onClick={() => split(call)}>
          Split this call off
        </button>
      </h3>
      <ul className="links">
        {group.links.map((link, at) => (
          <Link key={at} link={link} marks={marks} />
        ))}
      </ul>
    </section>
  );
}
