import { KeyRound } from 'lucide-react';
import { useRef, useState, type FormEvent } from 'react';
import type { MessageIndex } from '../../shared/ids';
import {
  MOST_PASSWORD_CHARACTERS,
  type DigestCheck as Check,
  type DigestFact,
} from '../../shared/protocol/digestCheck';
import type { MessageDetail } from '../../shared/protocol/rows';
import { useAsk } from '../store/hooks';
import { visibleText } from './visibleText';
import './digestCheck.css';

type Answer =
  { readonly kind: 'none' | 'asked' } | { readonly kind: 'told'; readonly tone: string; readonly check: Check };

const NO_ANSWER: Answer = { kind: 'none' };
const GONE: Check = { result: 'notChecked', words: 'The message is gone: the ring has overwritten it.', facts: [] };

const CREDENTIALS = new Set(['Authorization', 'Proxy-Authorization']);

/** Whether a message is a request with credentials, of whatever scheme. */
export const hasCredentials = ({ row, fields }: MessageDetail): boolean =>
  row.method !== null && fields.some(({ name }) => CREDENTIALS.has(name));

function told(check: Check): Answer {
  const tone = check.result === 'matches' ? 'ok' : check.result === 'notChecked' ? 'muted' : 'error';
  return { kind: 'told', tone, check };
}

const failed = (error: unknown): Answer =>
  told({ ...GONE, words: error instanceof Error ? error.message : String(error) });

const AGREEMENT = new Map<boolean | null, string>([
  [true, 'agrees'],
  [false, 'differs'],
]);

const Fact = ({ name, value, agrees }: DigestFact) => (
  <li>
    <span className="muted">{name}</span> <span className="mono">{visibleText(value)}</span>{' '}
    {agrees === null ? null : <span className={agrees ? 'ok' : 'warn'}>{AGREEMENT.get(agrees)}</span>}
  </li>
);

const Told = ({ tone, check }: Extract<Answer, { kind: 'told' }>) => (
  <>
    <p className={tone}>{visibleText(check.words)}</p>
    {check.facts.length === 0 ? null : (
      <ul tabIndex={0} aria-label="Parts of the credentials">
        {check.facts.map((fact) => (
          <Fact key={fact.name} {...fact} />
        ))}
      </ul>
    )}
  </>
);

/** `label` tells two of them apart that are drawn at a time. */
type Props = { readonly message: MessageIndex; readonly label?: string };

/**
 * Asks whether the credentials of the message were made with a password. That stands in its box alone, and goes to the engine and
 * nowhere else. Drawn anew for another message, so that the box is empty there.
 */
export function DigestCheck({ message, label = 'Check the password' }: Props) {
  const ask = useAsk();
  const box = useRef<HTMLInputElement>(null);
  const latest = useRef(0);
  const [answer, setAnswer] = useState<Answer>(NO_ANSWER);

  const forget = (): void => {
    latest.current += 1; // an answer on its way is for what stood there before
    setAnswer(NO_ANSWER);
  };
  const check = (event: FormEvent): void => {
    event.preventDefault();
    const number = (latest.current += 1);
    const keep = (next: Answer): void => {
      if (latest.current === number) setAnswer(next);
    };
    setAnswer({ kind: 'asked' });
    ask('checkDigest', { message, password: box.current?.value ?? '' }).then(
      (checked) => keep(told(checked === 'evicted' ? GONE : checked)),
      (error: unknown) => keep(failed(error)),
    );
  };
  return (
    <form className="digestcheck" aria-label={label} autoComplete="off" onSubmit={check}>
      <div>
        <KeyRound size={13} className="muted" aria-hidden />
        <input
          ref={box}
          className="box"
          type="password"
          aria-label="Password of the user"
          placeholder="Password of the user"
          autoComplete="off"
          spellCheck={false}
          maxLength={MOST_PASSWORD_CHARACTERS}
          data-digestpassword=""
          onInput={forget}
        />
        <button type="submit">Check</button>
      </div>
      <div aria-live="polite">{answer.kind === 'told' ? <Told {...answer} /> : null}</div>
    </form>
  );
}
