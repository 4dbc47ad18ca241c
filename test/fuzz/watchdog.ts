import { Worker } from 'node:worker_threads';
import { CRASHERS, crasherText } from './crasherFiles';
import type { FuzzFrame } from './fuzzFrame';

/** A round of some dozens of packets that takes longer does not end. */
const PATIENCE_MS = 30_000;

/** Runs beside the engine, which cannot say itself that it is caught in a loop: saves the round it is in and ends the run. */
const WATCH = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { writeFileSync, writeSync } = require('node:fs');
  let round = null;
  let began = 0;
  parentPort.on('message', (message) => { round = message; began = performance.now(); });
  setInterval(() => {
    if (round === null || performance.now() - began < workerData.patienceMs) return;
    writeFileSync(workerData.path, round);
    writeSync(1, '\\nFOUND hang: a packet of this round does not end\\n  saved as ' + workerData.path + '\\n');
    process.kill(process.pid, 'SIGKILL');
  }, 1000);
`;

/** Sees that every round ends. */
export class Watchdog {
  readonly #worker: Worker;

  constructor() {
    const path = `${CRASHERS}/hang-${Date.now()}.json`;
    this.#worker = new Worker(WATCH, { eval: true, workerData: { path, patienceMs: PATIENCE_MS } });
  }

  begin(round: readonly FuzzFrame[]): void {
    this.#worker.postMessage(crasherText({ kind: 'hang', words: 'a packet does not end' }, round));
  }

  end(): void {
    this.#worker.postMessage(null);
  }

  close(): void {
    void this.#worker.terminate();
  }
}
