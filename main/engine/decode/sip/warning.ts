import type { ByteRange } from './sipMessage';
import { splitList } from './splitList';
import { textOf } from './text';

/** `370 devnull "Choose a bigger pipe"` (RFC 3261 §20.43). */
export type Warning = {
  readonly code: number;
  readonly agent: string;
  readonly text: string;
  readonly codeRange: ByteRange;
  readonly agentRange: ByteRange;
  /** Inside the quotes. */
  readonly textRange: ByteRange;
};

const WARNING = /^(\d{3})([ \t\r\n]+)([^ \t\r\n"]+)([ \t\r\n]+)"((?:[^"\\]|\\[\s\S])*)"$/;

function readOne(text: string, element: ByteRange): Warning | null {
  const match = WARNING.exec(textOf(text, element));
  if (match === null) return null;
  const [, code = '', gap = '', agent = '', secondGap = '', words = ''] = match;
  const agentStart = element.start + code.length + gap.length;
  const textStart = agentStart + agent.length + secondGap.length + 1;
  return {
    code: Number(code),
    agent,
    text: words.replace(/\\([\s\S])/g, '$1'),
    codeRange: { start: element.start, end: element.start + code.length },
    agentRange: { start: agentStart, end: agentStart + agent.length },
    textRange: { start: textStart, end: textStart + words.length },
  };
}

/** The warnings of a header value; null stands for one that breaks the grammar, as some session border controllers send it. */
export const readWarnings = (text: string, start = 0, end = text.length): readonly (Warning | null)[] =>
  splitList(text, start, end).map((element) => readOne(text, element));
