/** What failed, what to do about it, and perhaps a command to run, as one line of sentences. */
export function problemInOneLine(problem: {
  readonly problem: string;
  readonly advice: string;
  readonly command: string | null;
}): string {
  const sentences = [problem.problem, problem.advice].filter((part) => part !== '').map(asSentence);
  const words = sentences.join(' ');
  if (problem.command === null || words.includes(problem.command)) return words;
  return words.endsWith(':') ? `${words} ${problem.command}` : `${words} Run: ${problem.command}`;
}

const asSentence = (words: string): string => (/[.!?:)]$/.test(words) ? words : `${words}.`);
