import { formatCount } from '../../shared/format/quantity';
import { useSelection, useSession, useWorkbench } from '../store/hooks';
import { withRegistrationList } from '../store/selection';
import { Segmented } from '../ui/Segmented';

/** Registrations | Keepalives: which list the registrations view shows. */
export function RegistrationSwitch() {
  const { selection } = useWorkbench();
  const registrationList = useSelection((state) => state.registrationList);
  const { registrations, keepalives } = useSession((session) => session.lists);
  return (
    <Segmented
      label="List of registrations"
      choices={[
        { name: 'registrations', words: 'Registrations', count: formatCount(registrations.total) },
        { name: 'keepalives', words: 'Keepalives', count: formatCount(keepalives.total) },
      ]}
      chosen={registrationList}
      onChoose={(list) => selection.setState(withRegistrationList(selection.getState(), list))}
    />
  );
}
