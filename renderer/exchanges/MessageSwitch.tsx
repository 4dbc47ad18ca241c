import { formatCount } from '../../shared/format/quantity';
import { useSelection, useSession, useWorkbench } from '../store/hooks';
import { withMessageList } from '../store/selection';
import { Segmented } from '../ui/Segmented';

/** Messages | Exchanges: which list the messages view shows. */
export function MessageSwitch() {
  const { selection } = useWorkbench();
  const messageList = useSelection((state) => state.messageList);
  const { messages, exchanges } = useSession((session) => session.lists);
  return (
    <Segmented
      label="List of messages"
      choices={[
        { name: 'messages', words: 'Messages', count: formatCount(messages.total) },
        { name: 'exchanges', words: 'Exchanges', count: formatCount(exchanges.total) },
      ]}
      chosen={messageList}
      onChoose={(list) => selection.setState(withMessageList(selection.getState(), list))}
    />
  );
}
