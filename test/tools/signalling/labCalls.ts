import { passwordOf, userAt } from '../../fixtures/lab/kamailio';
import type { Lab } from '../../fixtures/lab/lab';
import { registerSteps } from '../../fixtures/lab/registering';
import { runSipp, startSipp } from '../../fixtures/lab/sipp';
import type { Step } from '../../fixtures/lab/sippScenario';
import { allDone } from './labRun';

/** The machine of Kamailio. */
export const PROXY = 200;

export type Phone = { readonly machine: number; readonly user?: string; readonly steps: readonly Step[] };

/** One call of `from`, answered by these phones; it is over when all have done what they should. */
export async function callThrough(lab: Lab, from: Phone, to: readonly Phone[]): Promise<void> {
  const remote = lab.address(PROXY);
  const { machine, user = userAt(machine), steps } = from;
  const callees = await Promise.all(
    to.map((phone) =>
      startSipp(lab, {
        name: `callee-${phone.machine}`,
        address: lab.address(phone.machine),
        user: phone.user ?? userAt(phone.machine),
        steps: phone.steps,
      }),
    ),
  );
  const caller = { name: `caller-${machine}`, address: lab.address(machine), remote, user, password: passwordOf(user) };
  await allDone([
    runSipp(lab, { ...caller, service: userAt(machine + 1), steps }),
    ...callees.map((callee) => callee.finished()),
  ]);
}

/** Has the phone at a machine register, as its own user or as another. */
export async function register(lab: Lab, machine: number, user = userAt(machine)): Promise<void> {
  const phone = { name: 'phone', address: lab.address(machine), remote: lab.address(PROXY), user };
  await runSipp(lab, { ...phone, password: passwordOf(user), steps: registerSteps({ expiresS: 600 }) });
}
