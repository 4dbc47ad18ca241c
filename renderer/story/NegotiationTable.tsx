import type { MessageIndex } from '../../shared/ids';
import type { NegotiatedMedia, NegotiationRow } from '../../shared/protocol/callStory';
import { visibleText } from '../message/visibleText';
import { useSelectedMessage } from '../store/hooks';
import {
  agreedBefore,
  changedCells,
  describeNegotiation,
  isDecided,
  mediaCells,
  MEDIA_TITLES,
  storyTime,
  type StoryTimes,
} from './describeStory';

type MessageButtonProps = { readonly message: MessageIndex | null; readonly words: string };

/** Shows the message in the pane beside it. */
function MessageButton({ message, words }: MessageButtonProps) {
  const [selected, select] = useSelectedMessage();
  if (message === null) return null;
  return (
    <button type="button" className="small" aria-pressed={message === selected} onClick={() => select(message)}>
      {words}
    </button>
  );
}

type MediaProps = {
  readonly media: NegotiatedMedia;
  readonly before: NegotiatedMedia | undefined;
  /** Whether the offer was answered or turned down. */
  readonly decided: boolean;
};

function MediaLine({ media, before, decided }: MediaProps) {
  const changed = decided ? changedCells(media, before) : [];
  return (
    <tr className={media.accepted ? undefined : decided ? 'refused' : 'muted'}>
      {mediaCells(media, decided).map((lines, at) => (
        <td key={MEDIA_TITLES[at]} className={at === 3 ? 'mono' : undefined}>
          {lines.map((line, number) =>
            changed[at] ? (
              <mark key={number} title="Different from the negotiation before">
                {visibleText(line, 120)}
              </mark>
            ) : (
              <div key={number}>{visibleText(line, 120)}</div>
            ),
          )}
        </td>
      ))}
    </tr>
  );
}

type RowProps = {
  readonly negotiation: NegotiationRow;
  readonly before: NegotiationRow | undefined;
  readonly time: string;
};

function Negotiation({ negotiation, before, time }: RowProps) {
  const [outcome, tone] = describeNegotiation(negotiation);
  const { offeredBy, words, changes, media } = negotiation;
  return (
    <tbody>
      <tr className="negotiation">
        <th colSpan={MEDIA_TITLES.length} scope="rowgroup">
          <div>
            <span className="mono muted">{time}</span>
            <span>
              {visibleText(words, 120)} by the {offeredBy}
            </span>
            <span className={tone}>{outcome}</span>
            {changes.map((change) => (
              <span key={change} className="change">
                {visibleText(change, 120)}
              </span>
            ))}
            <span className="grow" />
            <MessageButton message={negotiation.offer} words="offer" />
            <MessageButton message={negotiation.answer} words="answer" />
          </div>
        </th>
      </tr>
      {media.map((line, at) => (
        <MediaLine key={at} media={line} before={before?.media[at]} decided={isDecided(negotiation)} />
      ))}
    </tbody>
  );
}

type Props = { readonly negotiations: readonly NegotiationRow[]; readonly times: StoryTimes };

/** Each offer with its answer, and per media line what came of it; what changed stands out. */
export function NegotiationTable({ negotiations, times }: Props) {
  if (negotiations.length === 0) return <p className="muted none">No offer was seen: no message has SDP.</p>;
  return (
    <table className="storytable negotiations">
      <thead>
        <tr>
          {MEDIA_TITLES.map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      {negotiations.map((negotiation, at) => (
        <Negotiation
          key={at}
          negotiation={negotiation}
          before={agreedBefore(negotiations, at)}
          time={storyTime(negotiation.atMs, negotiations[at - 1]?.atMs ?? null, times)}
        />
      ))}
    </table>
  );
}
