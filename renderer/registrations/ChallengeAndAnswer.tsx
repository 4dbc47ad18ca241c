import type { RegistrationAttempt } from '../../shared/protocol/registrationStory';
import { DigestCheck } from '../message/DigestCheck';
import { visibleText } from '../message/visibleText';
import { digestParts, type DigestPart } from './describeRegistration';

const MOST_SHOWN = 200;

function Part({ name, asked, sent, agrees }: DigestPart) {
  const tone = agrees === false ? 'mono warn' : 'mono';
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className={tone}>{visibleText(asked, MOST_SHOWN)}</td>
      <td className={tone}>
        {visibleText(sent, MOST_SHOWN)}
        {agrees === false ? <b className="differs">differs</b> : null}
      </td>
    </tr>
  );
}

function emptyWords({ request, credentials, challenge }: RegistrationAttempt): string | null {
  if (credentials !== null || challenge !== null) return null;
  return request === null
    ? 'The REGISTER of this answer is not in the capture.'
    : 'This REGISTER carries no credentials, and its answer asks for none.';
}

/** The challenge that an attempt answers beside its credentials, or what its own answer asks for; and the password box. */
export function ChallengeAndAnswer({ attempt }: { readonly attempt: RegistrationAttempt }) {
  const { credentials, challenge, answersTo, request } = attempt;
  const empty = emptyWords(attempt);
  if (empty !== null) return <p className="muted none">{empty}</p>;
  const asked = credentials === null ? challenge : answersTo;
  return (
    <>
      <table className="storytable digestparts">
        <thead>
          <tr>
            <th scope="col">Part</th>
            <th scope="col">{asked === null ? 'Challenge (not captured)' : 'Challenge'}</th>
            <th scope="col">{credentials === null ? 'Credentials (none yet)' : 'Credentials'}</th>
          </tr>
        </thead>
        <tbody>
          {digestParts(asked, credentials).map((part) => (
            <Part key={part.name} {...part} />
          ))}
        </tbody>
      </table>
      {credentials === null || request === null ? null : (
        <DigestCheck key={request} message={request} label="Check the password of this attempt" />
      )}
    </>
  );
}
