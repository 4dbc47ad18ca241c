import { MissingDetail, type MissingReading, type MissingWords } from '../shell/MissingDetail';

const WORDS: MissingWords = {
  nothing: { title: 'No keepalive selected', words: 'Choose a pair of hosts above.' },
  loading: 'Reading the keepalive…',
  evicted: {
    title: 'This keepalive is gone',
    words: 'It was quiet for longest when others needed its place in memory. Choose another one above.',
  },
  failed: 'The keepalive cannot be read',
};

export const NoKeepalive = ({ reading }: { readonly reading: MissingReading }) => (
  <MissingDetail reading={reading} words={WORDS} />
);
