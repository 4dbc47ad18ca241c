/** Exports under way, by the window that asked and its own number for them: two windows may both have a first one. */
export class RunningExports {
  readonly #byWindow = new Map<object | null, Map<number, AbortController>>();

  /** Throws when the window has an export of this number already. */
  begin(window: object | null, task: number): AbortSignal {
    const tasks = this.#byWindow.get(window) ?? new Map<number, AbortController>();
    if (tasks.has(task))
      throw new Error(`Export ${task} of this window is running already: give the next one another number.`);
    const controller = new AbortController();
    this.#byWindow.set(window, tasks.set(task, controller));
    return controller.signal;
  }

  end(window: object | null, task: number): void {
    const tasks = this.#byWindow.get(window);
    tasks?.delete(task);
    if (tasks?.size === 0) this.#byWindow.delete(window);
  }

  cancel(window: object | null, task: number): void {
    this.#byWindow.get(window)?.get(task)?.abort();
  }
}
