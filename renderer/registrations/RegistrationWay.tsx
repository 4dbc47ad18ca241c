import { formatEndpoint } from '../../shared/format/endpoint';
import type { RegistrationStory } from '../../shared/protocol/registrationStory';
import { describeKeepalive } from '../keepalives/describeKeepalive';
import { visibleText } from '../message/visibleText';

type Fact = { readonly name: string; readonly words: string; readonly tone?: string };

function factsOf({ registration, nat, path, serviceRoute, outbound, keepalive }: RegistrationStory): readonly Fact[] {
  const { source, registrar, userAgent } = registration;
  const natFact: Fact = { name: nat.kind === 'behindNat' ? 'Behind NAT' : 'NAT', words: nat.words };
  return [
    { name: 'From', words: `${formatEndpoint(source)} to ${formatEndpoint(registrar)}` },
    { name: 'User-Agent', words: userAgent },
    nat.kind === 'behindNat' ? { ...natFact, tone: 'warn' } : natFact,
    { name: 'Path', words: path.join(' · ') },
    { name: 'Service-Route', words: serviceRoute.join(' · ') },
    { name: 'Outbound', words: outbound },
    {
      name: 'Keepalive',
      words: keepalive === null ? 'none was seen between the two' : describeKeepalive(keepalive),
      ...(keepalive?.state === 'down' ? { tone: 'warn' } : {}),
    },
  ].filter(({ words }) => words !== '');
}

/** Which way the REGISTERs went, and how phone and registrar keep in touch. */
export const RegistrationWay = ({ story }: { readonly story: RegistrationStory }) => (
  <dl className="registrationway">
    {factsOf(story).map(({ name, words, tone }) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd className={tone}>{visibleText(words, 1000)}</dd>
      </div>
    ))}
  </dl>
);
