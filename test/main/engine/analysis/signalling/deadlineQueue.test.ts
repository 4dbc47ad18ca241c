import { describe, expect, it } from 'vitest';
import { DeadlineQueue } from '../../../../../main/engine/analysis/signalling/deadlineQueue';

describe('DeadlineQueue', () => {
  it('gives items when they are due, oldest first', () => {
    const queue = new DeadlineQueue<string>(100);
    queue.push('first', 0);
    queue.push('second', 50);
    expect(queue.takeDue(99)).toBeUndefined();
    expect(queue.takeDue(100)).toBe('first');
    expect(queue.takeDue(149)).toBeUndefined();
    expect(queue.takeDue(1000)).toBe('second');
    expect(queue.takeDue(1000)).toBeUndefined();
  });

  it('loses none while it cuts off what was taken', () => {
    const queue = new DeadlineQueue<number>(1);
    const taken: number[] = [];
    for (let now = 0; now < 10_000; now += 1) {
      queue.push(now, now);
      if (now % 3 === 0) continue;
      const due = queue.takeDue(now);
      if (due !== undefined) taken.push(due);
    }
    for (let rest = queue.takeOldest(); rest !== undefined; rest = queue.takeOldest()) taken.push(rest);
    expect(taken).toEqual(Array.from({ length: 10_000 }, (_, index) => index));
    expect(queue.size).toBe(0);
  });
});
