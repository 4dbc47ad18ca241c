import { describeCompanion } from '../../shared/ladder/describeCompanion';
import { describeMessage } from '../../shared/ladder/describeMessage';
import { describeStream } from '../../shared/ladder/describeStream';
import type { LadderEntry } from '../../shared/ladder/layoutLadder';
import type { CompanionRow, MessageRow, StreamRow } from '../../shared/protocol/rows';
import { visibleText } from '../message/visibleText';

/** What a row of the ladder was drawn from. */
export function rowOfEntry(entry: LadderEntry): MessageRow | StreamRow | CompanionRow {
  if (entry.kind === 'message') return entry.message;
  return entry.kind === 'media' ? entry.stream : entry.companion;
}

/** The words on a row: what it is, and what is worth knowing of it. */
export function describeEntry(entry: LadderEntry): { readonly label: string; readonly detail: string } {
  if (entry.kind === 'message') return describeMessage(entry.message, entry);
  if (entry.kind === 'media') return describeStream(entry.stream);
  const { label, detail } = describeCompanion(entry.companion);
  return { label: visibleText(label), detail: visibleText(detail) };
}
