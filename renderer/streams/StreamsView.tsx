import { CompanionList } from '../companions/CompanionList';
import { useSelection } from '../store/hooks';
import { RtpList } from './RtpList';

/** RTP streams, or what runs beside them. */
export function StreamsView() {
  const streamList = useSelection((selection) => selection.streamList);
  return streamList === 'rtp' ? <RtpList /> : <CompanionList />;
}
