const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** What a shell reports of a program that Ctrl+C ended. */
const EXIT_INTERRUPTED = 130;

/** The first signal asks for a clean end, the second one ends at once. */
export function onInterrupt(handler: () => void): () => void {
  let asked = false;
  const listener = (): void => {
    if (asked) process.exit(EXIT_INTERRUPTED);
    asked = true;
    handler();
  };
  for (const signal of SIGNALS) process.on(signal, listener);
  return () => {
    for (const signal of SIGNALS) process.off(signal, listener);
  };
}
