import { useMemo, useState } from 'react';
import type { FrameNumber, MessageIndex } from '../../shared/ids';
import { describeMessage } from '../../shared/ladder/describeMessage';
import type { MessageDetail, MessageRow } from '../../shared/protocol/rows';
import { assertNever } from '../../shared/result';
import { DifferenceView } from '../difference/DifferenceView';
import { framesOfMessage } from '../frame/frameChoices';
import { FrameView } from '../frame/FrameView';
import { Split } from '../shell/Split';
import { useMessageTab, useSession } from '../store/hooks';
import type { MessageTab } from '../store/selection';
import { useElementSize } from '../ui/useElementSize';
import { DigestCheck, hasCredentials } from './DigestCheck';
import { explainChoice } from './explainChoice';
import { ExplanationFoot } from './ExplanationFoot';
import { FieldTree } from './FieldTree';
import { HexDump } from './HexDump';
import { IssueList } from './IssueList';
import { MessageHeader } from './MessageHeader';
import { toneClass } from './messageTone';
import { MessageWay } from './MessageWay';
import { NoMessage } from './NoMessage';
import { RawText } from './RawText';
import { useFieldSelection, type FieldSelection } from './useFieldSelection';
import { useMessageDetail } from './useMessageDetail';
import './message.css';

/** With this much height the tree has the raw text below it. */
const ROOM_FOR_BOTH_PX = 260;

type ContentTab = Exclude<MessageTab, 'frame' | 'difference'>;
type Parts = { readonly detail: MessageDetail; readonly selection: FieldSelection };

const Fields = ({ detail, selection }: Parts) => (
  <FieldTree
    detail={detail}
    selection={selection}
    label="Fields of the message"
    tone={toneClass(describeMessage(detail.row).tone)}
  />
);

function Body({ view, detail, selection }: Parts & { readonly view: ContentTab | 'treeAndRaw' }) {
  switch (view) {
    case 'treeAndRaw':
      return (
        <Split
          name="message"
          orientation="vertical"
          firstPercent={52}
          first={<Fields detail={detail} selection={selection} />}
          second={<RawText detail={detail} selection={selection} />}
          label="Edge between tree and raw text"
        />
      );
    case 'tree':
      return <Fields detail={detail} selection={selection} />;
    case 'raw':
      return <RawText detail={detail} selection={selection} />;
    case 'hex':
      return <HexDump detail={detail} selection={selection} label="Bytes of the message" />;
    default:
      return assertNever(view);
  }
}

type ContentProps = Parts & {
  readonly tab: ContentTab;
  readonly onTab: (tab: MessageTab) => void;
};

/** The message itself: its issues, its fields, text or bytes, and words on what is selected. */
function Content({ detail, selection, tab, onTab }: ContentProps) {
  const [size, measure] = useElementSize();
  const hasRoom = (size?.heightPx ?? 0) >= ROOM_FOR_BOTH_PX;
  const showBytes = (): void => {
    if (tab === 'tree' && !hasRoom) onTab('raw');
  };
  return (
    <>
      <IssueList detail={detail} selection={selection} onChosen={showBytes} />
      <div ref={measure} className="messagebody">
        {size === null ? null : (
          <Body view={tab === 'tree' && hasRoom ? 'treeAndRaw' : tab} detail={detail} selection={selection} />
        )}
      </div>
      <ExplanationFoot {...explainChoice(detail, selection.chosen)} />
    </>
  );
}

/** The message's row as the engine tells it now: an ICMP error comes after the message that it quotes. */
const useRowNow = ({ row }: MessageDetail): MessageRow =>
  useSession(({ watched }) => watched.messages.find(({ index }) => index === row.index) ?? row);

function Message({ detail }: { readonly detail: MessageDetail }) {
  const [tab, setTab] = useMessageTab();
  const [picked, setPicked] = useState<{ readonly message: MessageIndex; readonly frame: FrameNumber } | null>(null);
  const text = useMemo(() => new TextDecoder().decode(detail.bytes), [detail]);
  const row = useRowNow(detail);
  const selection = useFieldSelection(detail, detail.row.issues);
  const pick = (frame: FrameNumber): void => setPicked({ message: row.index, frame });
  const showFrame = (frame: FrameNumber): void => {
    pick(frame);
    setTab('frame');
  };
  return (
    <section className="pane message" aria-label="Message">
      <MessageHeader detail={detail} text={text} tab={tab} onTab={setTab} />
      <MessageWay row={row} onFrame={showFrame} />
      {hasCredentials(detail) ? <DigestCheck key={row.index} message={row.index} /> : null}
      {tab === 'difference' ? (
        <DifferenceView detail={detail} />
      ) : tab === 'frame' ? (
        <FrameView
          choices={framesOfMessage(row)}
          frame={picked?.message === row.index ? picked.frame : row.frame}
          onFrame={pick}
        />
      ) : (
        <Content detail={detail} selection={selection} tab={tab} onTab={setTab} />
      )}
    </section>
  );
}

/** The selected message as tree, text and bytes, each field marked where it stands; and the frames it came in. */
export function MessagePane() {
  const reading = useMessageDetail();
  return reading.kind === 'shown' ? <Message detail={reading.detail} /> : <NoMessage reading={reading} />;
}
