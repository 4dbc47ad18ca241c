import type { BindingRow } from '../../shared/protocol/registrationStory';
import { visibleText } from '../message/visibleText';
import { formatSecondsOf } from './describeRegistration';

const MOST_SHOWN = 200;

const instanceOf = ({ instance, regId }: BindingRow): string =>
  [instance, regId === '' ? '' : `reg-id ${regId}`].filter((part) => part !== '').join(' · ') || '–';

const gruusOf = ({ publicGruu, temporaryGruu }: BindingRow): string =>
  [publicGruu, temporaryGruu].filter((part) => part !== '').join(' · ') || '–';

/** What the registrar holds for the address of record, as its last 200 lists it; own contacts are marked. */
export function BindingTable({ bindings }: { readonly bindings: readonly BindingRow[] }) {
  if (bindings.length === 0) return <p className="muted none">No answer in the capture lists a contact.</p>;
  return (
    <table className="storytable bindings">
      <thead>
        <tr>
          <th scope="col">Contact</th>
          <th scope="col">By</th>
          <th scope="col" className="num">
            Expires
          </th>
          <th scope="col">q</th>
          <th scope="col">Device (RFC 5626)</th>
          <th scope="col">GRUU (RFC 5627)</th>
        </tr>
      </thead>
      <tbody>
        {bindings.map((binding, row) => (
          <tr key={row}>
            <td className="mono">{visibleText(binding.contact, MOST_SHOWN)}</td>
            <td className={binding.own ? undefined : 'muted'}>{binding.own ? 'this phone' : 'another one'}</td>
            <td className="num">{formatSecondsOf(binding.expiresS)}</td>
            <td>{binding.q === '' ? '–' : visibleText(binding.q, 12)}</td>
            <td className="mono">{visibleText(instanceOf(binding), MOST_SHOWN)}</td>
            <td className="mono">{visibleText(gruusOf(binding), MOST_SHOWN)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
