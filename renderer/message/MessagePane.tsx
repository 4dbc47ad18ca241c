import { useEffect, useState } from 'react';
import type { MessageDetail } from '../../shared/protocol/rows';
import { useAsk, useSelectedMessage } from '../store/hooks';

/** The selected message as it was on the wire. */
export function MessagePane() {
  const ask = useAsk();
  const [message] = useSelectedMessage();
  const [detail, setDetail] = useState<MessageDetail | 'evicted' | null>(null);
  useEffect(() => {
    if (message === null) return;
    let current = true;
    void ask('readMessage', { message })
      .then((answer) => current && setDetail(answer))
      .catch(() => current && setDetail(null));
    return () => {
      current = false;
    };
  }, [ask, message]);
  return (
    <section className="pane" aria-label="Message">
      <header>
        <b>Message</b>
      </header>
      <pre className="mono">
        {detail === 'evicted' ? 'The ring has overwritten this message.' : new TextDecoder().decode(detail?.bytes)}
      </pre>
    </section>
  );
}
