import { useState } from 'react';

/** Copies a text; says so for as long as the button is not left. */
export function CopyButton({ text, label = 'Copy' }: { readonly text: string; readonly label?: string }) {
  const [copied, setCopied] = useState(false);
  const copy = (): void => {
    void navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false), // refused by the browser: the text itself can be selected
    );
  };
  return (
    <button type="button" onClick={copy} onBlur={() => setCopied(false)}>
      {copied ? 'Copied' : label}
    </button>
  );
}
