import { CommanderError } from 'commander';
import type { CommandContext } from './commandContext';
import { createConsole, type ConsoleStreams } from './console';
import { describeError, EXIT_DONE, EXIT_FAILED, EXIT_WRONG_WORDS, OutputClosed, WrongWords } from './failure';
import { createProgram } from './program';

export type CommandLine = ConsoleStreams & Omit<CommandContext, 'console'>;

/** Runs one command line (without the program's name) and answers the exit code. Every problem is one line. */
export async function runCommandLine(words: readonly string[], commandLine: CommandLine): Promise<number> {
  const console = createConsole(commandLine);
  const { createEngine, onInterrupt } = commandLine;
  const program = createProgram({ console, createEngine, onInterrupt });
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({
      writeOut: (text) => commandLine.stdout.write(text),
      writeErr: () => undefined,
    });
  }
  try {
    await program.parseAsync(words, { from: 'user' });
    return EXIT_DONE;
  } catch (error) {
    if (error instanceof OutputClosed) return EXIT_DONE;
    if (error instanceof CommanderError) return endOfParsing(error, console.complain);
    console.complain(`laddergram: ${describeError(error)}`);
    return error instanceof WrongWords ? EXIT_WRONG_WORDS : EXIT_FAILED;
  }
}

function endOfParsing(error: CommanderError, complain: (line: string) => void): number {
  if (error.exitCode === 0) return EXIT_DONE;
  const words =
    error.code === 'commander.help' ? 'say what to do: interfaces, analyze, capture or serve' : describeError(error);
  complain(`laddergram: ${words.replace(/^error: /, '')} (see laddergram --help)`);
  return EXIT_WRONG_WORDS;
}
