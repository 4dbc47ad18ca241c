import { useEffect, useState } from 'react';

/** Long enough to type a word without asking for every letter. */
const TYPING_MS = 150;

type Props = {
  readonly label: string;
  readonly placeholder: string;
  readonly onSearch: (words: string) => void;
};

/** Words that must all occur in a row. Escape empties the field, then goes back to the list. */
export function SearchField({ label, placeholder, onSearch }: Props) {
  const [text, setText] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => onSearch(text.trim()), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text, onSearch]);
  return (
    <label className="field">
      {label}
      <input
        data-search
        value={text}
        maxLength={500}
        spellCheck={false}
        autoComplete="off"
        placeholder={placeholder}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && text !== '') return setText('');
          if (event.key === 'Escape' || event.key === 'Enter' || event.key === 'ArrowDown') {
            event.preventDefault();
            document.querySelector<HTMLElement>('[data-list]')?.focus();
          }
        }}
      />
    </label>
  );
}
