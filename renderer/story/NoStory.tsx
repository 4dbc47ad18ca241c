import { MissingDetail, type MissingReading, type MissingWords } from '../shell/MissingDetail';

const WORDS: MissingWords = {
  nothing: {
    title: 'No call, and so no story',
    words: 'What is open belongs to no call. Choose a call in the list of calls.',
  },
  loading: 'Reading the call…',
  evicted: {
    title: 'This call is gone',
    words: 'It is no longer kept: newer ones took its place in memory. Choose another call above.',
  },
  failed: 'The call cannot be told',
};

export const NoStory = ({ reading }: { readonly reading: MissingReading }) => (
  <MissingDetail reading={reading} words={WORDS} />
);
