import { MissingDetail, type MissingReading, type MissingWords } from '../shell/MissingDetail';

const WORDS: MissingWords = {
  nothing: { title: 'No message selected', words: 'Choose an arrow of the ladder, or a row of the messages list.' },
  loading: 'Reading the message…',
  evicted: {
    title: 'This message is gone',
    words:
      'The ring has overwritten the frames it came in; its line in the lists is what is left. A ring with more or larger files keeps messages longer.',
  },
  failed: 'The message cannot be read',
};

/** The message pane without a message. */
export const NoMessage = ({ reading }: { readonly reading: MissingReading }) => (
  <section className="pane message" aria-label="Message">
    <header>
      <b>Message</b>
    </header>
    <MissingDetail reading={reading} words={WORDS} />
  </section>
);
