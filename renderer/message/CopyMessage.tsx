import { Check, Copy } from 'lucide-react';
import { useState } from 'react';

/** Copies the message as text; the tick stays until the button is left. */
export function CopyMessage({ text }: { readonly text: string }) {
  const [copiedText, setCopiedText] = useState<string | null>(null);
  const copied = copiedText === text;
  const Icon = copied ? Check : Copy;
  const copy = (): void => {
    void navigator.clipboard.writeText(text).then(
      () => setCopiedText(text),
      () => setCopiedText(null), // refused by the browser: the raw text itself can be selected
    );
  };
  return (
    <button
      type="button"
      className="plain copymessage"
      aria-label={copied ? 'Message copied' : 'Copy message'}
      title={copied ? 'Message copied' : 'Copy message'}
      onClick={copy}
      onBlur={() => setCopiedText(null)}
    >
      <Icon size={14} aria-hidden="true" />
    </button>
  );
}
