import { RegistrationsView } from '../registrations/RegistrationsView';
import { useSelection } from '../store/hooks';
import { KeepaliveList } from './KeepaliveList';

/** Registrations, or how pairs of hosts keep in touch. */
export function RegistrationLists() {
  const registrationList = useSelection((selection) => selection.registrationList);
  return registrationList === 'registrations' ? <RegistrationsView /> : <KeepaliveList />;
}
