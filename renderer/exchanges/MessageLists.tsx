import { MessagesView } from '../messages/MessagesView';
import { useSelection } from '../store/hooks';
import { ExchangeList } from './ExchangeList';

/** All messages, or what they were for outside calls and registrations. */
export function MessageLists() {
  const messageList = useSelection((selection) => selection.messageList);
  return messageList === 'messages' ? <MessagesView /> : <ExchangeList />;
}
