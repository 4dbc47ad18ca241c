/** Where a bar runs, in the ladder's coordinates: beside its sender's lane, on the side of its receiver. */
export type RunningBar = {
  readonly fromX: number;
  readonly toX: number;
  readonly y: number;
  readonly endY: number;
};

/** Gives each bar, in order of `y`, the nearest slot beside its lane that is free for as long as it runs; 0 stands at the lane. */
export function createBarSlots(): (bar: RunningBar) => number {
  const takenUntil = new Map<string, number[]>();
  return ({ fromX, toX, y, endY }) => {
    const place = `${fromX} ${toX < fromX ? 'left' : 'right'}`;
    const ends = takenUntil.get(place) ?? [];
    takenUntil.set(place, ends);
    const free = ends.findIndex((end) => end <= y);
    const slot = free >= 0 ? free : ends.length;
    ends[slot] = endY;
    return slot;
  };
}
