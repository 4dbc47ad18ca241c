import type { CallKey } from '../../../../shared/ids';
import type { Endpoint } from '../../../../shared/protocol/rows';
import type { AgentReport } from './agentReport';
import { AgentReports, ReportBudget } from './agentReports';
import type { CompanionLimits } from './companionLimits';
import type { CompanionRegister } from './companionRegister';
import type { TrackedCompanion } from './trackedCompanion';

const nameOf = ({ address, port }: Endpoint): string => `${address} ${port}`;

/** One companion for what HEP agents report of one call between two endpoints. */
export class ReportKeeper {
  readonly #register: CompanionRegister;
  readonly #callOf: (callId: string) => CallKey | null;
  readonly #budget: ReportBudget;
  readonly #byName = new Map<string, TrackedCompanion & { readonly state: AgentReports }>();

  constructor(register: CompanionRegister, limits: CompanionLimits, callOf: (callId: string) => CallKey | null) {
    this.#register = register;
    this.#callOf = callOf;
    this.#budget = new ReportBudget(limits.maxReportCharacters);
  }

  get dropped(): number {
    return this.#budget.dropped;
  }

  onReport(report: AgentReport): void {
    const tracked = this.#obtain(report);
    const { companion, state } = tracked;
    companion.notePacket(report.atMs);
    if (companion.call === null) this.#bind(tracked, report.correlationId);
    this.#register.store.markChanged(tracked);
    state.note(report, nameOf(report.path.source) === nameOf(companion.identity.source));
  }

  #obtain(report: AgentReport): TrackedCompanion & { readonly state: AgentReports } {
    const { source, destination } = report.path;
    const ends = [nameOf(source), nameOf(destination)].sort();
    const name = JSON.stringify([report.correlationId, ...ends]);
    const known = this.#byName.get(name);
    return known ?? this.#open(name, report);
  }

  #open(name: string, { path, atMs }: AgentReport): TrackedCompanion & { readonly state: AgentReports } {
    const { source, destination, encapsulation } = path;
    const transport = 'udp';
    const companion = this.#register.newCompanion({
      kind: 'report',
      source,
      destination,
      transport,
      atMs,
      encapsulation,
    });
    const state = new AgentReports(companion, this.#budget, () => this.#byName.delete(name));
    const tracked = { companion, fromFirst: true, path: null, state };
    this.#byName.set(name, tracked);
    this.#register.keep(tracked, null);
    return tracked;
  }

  #bind(tracked: TrackedCompanion, correlationId: string): void {
    const call = correlationId === '' ? null : this.#callOf(correlationId);
    if (call !== null) this.#register.store.bind(tracked, call);
  }
}
