import { useMemo, useState } from 'react';
import type { MessageDetail } from '../../shared/protocol/rows';
import { assertNever } from '../../shared/result';
import { CopyButton } from '../ui/CopyButton';
import { Split } from '../shell/Split';
import { explainChoice } from './explainChoice';
import { FieldTree } from './FieldTree';
import { HexDump } from './HexDump';
import { IssueList } from './IssueList';
import { MessageHeader } from './MessageHeader';
import type { MessageTab } from './MessageTabs';
import { NoMessage } from './NoMessage';
import { RawText } from './RawText';
import { useElementSize } from '../ui/useElementSize';
import { useFieldSelection, type FieldSelection } from './useFieldSelection';
import { useMessageDetail } from './useMessageDetail';
import './message.css';

/** With this much height the tree has the raw text below it. */
const ROOM_FOR_BOTH_PX = 260;

type Parts = { readonly detail: MessageDetail; readonly selection: FieldSelection };

function Body({ view, detail, selection }: Parts & { readonly view: MessageTab | 'treeAndRaw' }) {
  switch (view) {
    case 'treeAndRaw':
      return (
        <Split
          name="message"
          orientation="vertical"
          firstPercent={52}
          first={<FieldTree detail={detail} selection={selection} />}
          second={<RawText detail={detail} selection={selection} />}
          label="Edge between tree and raw text"
        />
      );
    case 'tree':
      return <FieldTree detail={detail} selection={selection} />;
    case 'raw':
      return <RawText detail={detail} selection={selection} />;
    case 'hex':
      return <HexDump detail={detail} selection={selection} />;
    default:
      return assertNever(view);
  }
}

function Explanation({ detail, selection }: Parts) {
  const { title, words, value } = explainChoice(detail, selection.chosen);
  return (
    <div className="explanation" aria-live="polite">
      <p>
        <b>{title}</b> <span className="muted">{words}</span>
      </p>
      {value === null ? null : <CopyButton key={value} text={value} label="Copy value" />}
    </div>
  );
}

function Message({ detail }: { readonly detail: MessageDetail }) {
  const [tab, setTab] = useState<MessageTab>('tree');
  const [size, measure] = useElementSize();
  const selection = useFieldSelection(detail);
  const text = useMemo(() => new TextDecoder().decode(detail.bytes), [detail]);
  const hasRoom = (size?.heightPx ?? 0) >= ROOM_FOR_BOTH_PX;
  const showBytes = (): void => {
    if (tab === 'tree' && !hasRoom) setTab('raw');
  };
  return (
    <section className="pane message" aria-label="Message">
      <MessageHeader detail={detail} text={text} tab={tab} onTab={setTab} />
      <IssueList detail={detail} selection={selection} onChosen={showBytes} />
      <div ref={measure} className="messagebody">
        {size === null ? null : (
          <Body view={tab === 'tree' && hasRoom ? 'treeAndRaw' : tab} detail={detail} selection={selection} />
        )}
      </div>
      <Explanation detail={detail} selection={selection} />
    </section>
  );
}

/** The selected message as tree, text and bytes, each field marked where it stands. */
export function MessagePane() {
  const reading = useMessageDetail();
  return reading.kind === 'shown' ? <Message detail={reading.detail} /> : <NoMessage reading={reading} />;
}
