/** Who appears in the scenarios: machines with documentation addresses (RFC 5737), and the users behind them. */
export type Machine = { readonly name: string; readonly address: string; readonly port: number };

export type User = {
  readonly user: string;
  readonly display: string;
  readonly domain: string;
  readonly at: Machine;
  readonly password: string;
};

export const machine = (name: string, address: string, port = 5060): Machine => ({ name, address, port });

export const addressOfRecord = ({ user, domain }: User): string => `sip:${user}@${domain}`;
export const contactOf = ({ user, at }: User): string => `sip:${user}@${at.address}:${at.port}`;

const userAt = (user: string, display: string, domain: string, at: Machine): User => ({
  user,
  display,
  domain,
  at,
  password: `${user}-secret`,
});

/** The same user at another machine. */
export const movedTo = (user: User, at: Machine): User => ({ ...user, at });

export const HILL = 'hill.example';
export const LAKE = 'lake.example';

export const HILL_PROXY = machine('hill-proxy', '192.0.2.10');
export const HILL_SPARE = machine('hill-spare', '192.0.2.11');
export const LAKE_PROXY = machine('lake-proxy', '198.51.100.10');
export const REDIRECT_SERVER = machine('redirect', '192.0.2.12');
export const MUSIC_SERVER = machine('music', '198.51.100.30');

export const ANNA = userAt('1001', 'Anna', HILL, machine('anna', '192.0.2.101'));
export const BORIS = userAt('2002', 'Boris', LAKE, machine('boris', '198.51.100.102'));
export const CLARA = userAt('3003', 'Clara', LAKE, machine('clara', '198.51.100.103'));
export const BORIS_MOBILE = movedTo(BORIS, machine('boris-mobile', '198.51.100.104'));

/** Where a user's machine wants its sound. */
export const mediaOf = ({ at }: User, port = 20_000) => ({ address: at.address, port });
