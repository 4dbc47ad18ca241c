import type { MessageField } from '../../../shared/protocol/rows';

/** A field on bytes [start, end) whose value is told in words, because the bytes are not text for people. */
export const valueField = (
  name: string,
  value: string,
  start: number,
  end: number,
  explanation = '',
  children: readonly MessageField[] = [],
): MessageField => ({ name, value, start, end, explanation, children });
