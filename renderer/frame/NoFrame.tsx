import { MissingDetail, type MissingReading, type MissingWords } from '../shell/MissingDetail';

const WORDS: MissingWords = {
  nothing: { title: 'No frame selected', words: 'Choose one of the frames above.' },
  loading: 'Reading the frame…',
  evicted: {
    title: 'This frame is gone',
    words: 'The ring has overwritten it. A ring with more or larger files keeps frames longer.',
  },
  failed: 'The frame cannot be read',
};

export const NoFrame = ({ reading }: { readonly reading: MissingReading }) => (
  <MissingDetail reading={reading} words={WORDS} />
);
