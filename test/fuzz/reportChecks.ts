import { createAnalysisReport } from '../../main/engine/export/analysisReport';
import { reportSource } from '../../main/engine/reportSource';
import { analysisReportSchema } from '../fixtures/analysisReportSchema';
import type { Asked } from './asked';
import type { Faults } from './faults';

const MAX_ISSUES = 3;
/** Later ones are written otherwise: a year has four digits in the report's times. */
const LATEST_MS = 1e14;

/** The JSON report has the shape that is promised, and tells as much as there is. */
export function* faultsOfReport({ through }: Asked): Faults {
  const { pipeline } = through;
  const { signalling } = pipeline;
  if (pipeline.counters(null, 1).lastAtMs > LATEST_MS) return;
  const captured = {
    pipeline,
    notes: through.notes,
    counters: () => pipeline.counters(null, 1),
    findCalls: () => signalling.calls(),
    readMessage: through.readMessage.bind(through),
  };
  const report = createAnalysisReport(reportSource(captured, [], () => 'secret'));
  const parsed = analysisReportSchema.safeParse(JSON.parse(JSON.stringify(report)));
  if (!parsed.success) {
    const issues = parsed.error.issues.slice(0, MAX_ISSUES);
    const [kind] = issues.map(
      ({ path, message }) => `${path.filter((part) => typeof part === 'string').join('.')} ${message}`,
    );
    return yield `the report has another shape (${kind}): ${JSON.stringify(issues)}`;
  }
  const { calls, otherMessages, messages } = parsed.data;
  const told = calls.reduce((sum, call) => sum + call.messages.length, otherMessages.length);
  if (told !== messages) yield `the report tells another number of messages: ${told} of ${messages}`;
}
