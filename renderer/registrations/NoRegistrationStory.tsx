import { MissingDetail, type MissingReading, type MissingWords } from '../shell/MissingDetail';

const WORDS: MissingWords = {
  nothing: { title: 'No registration selected', words: 'Choose a registration in the list above.' },
  loading: 'Reading the registration…',
  evicted: {
    title: 'This registration is gone',
    words: 'It is no longer kept: newer ones took its place in memory. Choose another one above.',
  },
  failed: 'The registration cannot be told',
};

export const NoRegistrationStory = ({ reading }: { readonly reading: MissingReading }) => (
  <MissingDetail reading={reading} words={WORDS} />
);
