/** A frame of the capture to be: when it arrives and its bytes from the link layer on. */
export type TimedFrame = { readonly atMs: number; readonly bytes: Uint8Array };

type Head = { frame: TimedFrame; readonly rest: Iterator<TimedFrame> };

/** Merges flows that are in time order each into one that is. Holds one frame of each flow, so a million packets fit anywhere. */
export function* mergeFlows(flows: Iterable<Iterable<TimedFrame>>): Generator<TimedFrame> {
  const heap: Head[] = [];
  for (const flow of flows) {
    const rest = flow[Symbol.iterator]();
    const first = rest.next();
    if (!first.done) push(heap, { frame: first.value, rest });
  }
  for (let head = heap[0]; head; head = heap[0]) {
    yield head.frame;
    const next = head.rest.next();
    if (next.done) removeFirst(heap);
    else {
      head.frame = next.value;
      sink(heap, 0);
    }
  }
}

const earlier = (a: Head | undefined, b: Head | undefined): boolean =>
  (a?.frame.atMs ?? Infinity) < (b?.frame.atMs ?? Infinity);

function swap(heap: Head[], a: number, b: number): void {
  const [first, second] = [heap[a], heap[b]];
  if (!first || !second) return;
  heap[a] = second;
  heap[b] = first;
}

function push(heap: Head[], head: Head): void {
  let index = heap.push(head) - 1;
  for (let parent = (index - 1) >> 1; index > 0 && earlier(heap[index], heap[parent]); parent = (index - 1) >> 1) {
    swap(heap, index, parent);
    index = parent;
  }
}

function sink(heap: Head[], from: number): void {
  let index = from;
  for (;;) {
    const left = 2 * index + 1;
    let least = index;
    if (earlier(heap[left], heap[least])) least = left;
    if (earlier(heap[left + 1], heap[least])) least = left + 1;
    if (least === index) return;
    swap(heap, index, least);
    index = least;
  }
}

function removeFirst(heap: Head[]): void {
  const last = heap.pop();
  if (!last || heap.length === 0) return;
  heap[0] = last;
  sink(heap, 0);
}
