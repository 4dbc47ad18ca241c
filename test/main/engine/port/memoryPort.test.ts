import { expect, it } from 'vitest';
import { createMemoryPorts } from '../../../../main/engine/port/memoryPort';

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

it('carries copies both ways, in order and later', async () => {
  const [left, right] = createMemoryPorts<{ value: number[] }, string>();
  const seen: unknown[] = [];
  right.onMessage((message) => seen.push(message));
  left.onMessage((message) => seen.push(message));
  const message = { value: [1] };
  left.post(message);
  message.value.push(2);
  right.post('back');
  expect(seen).toEqual([]);
  await settled();
  expect(seen).toEqual([{ value: [1] }, 'back']);
});

it('keeps what came before anybody listened', async () => {
  const [left, right] = createMemoryPorts<number, never>();
  for (const value of [1, 2, 3]) left.post(value);
  await settled();
  const seen: number[] = [];
  right.onMessage((value) => seen.push(value));
  expect(seen).toEqual([1, 2, 3]);
});

it('closes both ends once, and delivers nothing afterwards', async () => {
  const [left, right] = createMemoryPorts<number, number>();
  const told: string[] = [];
  left.onClose(() => told.push('left'));
  right.onClose(() => told.push('right'));
  right.onMessage(() => told.push('message'));
  left.close();
  right.close();
  left.post(1);
  await settled();
  expect(told.sort()).toEqual(['left', 'right']);
});

it('closes when messages pile up that nobody takes', async () => {
  const [left] = createMemoryPorts<number, number>();
  let closed = false;
  left.onClose(() => {
    closed = true;
  });
  for (let count = 0; count < 1025; count += 1) left.post(count);
  await settled();
  expect(closed).toBe(true);
});

it('refuses at the sender what cannot travel between processes', () => {
  const [left] = createMemoryPorts<unknown, never>();
  expect(() => left.post(() => undefined)).toThrow(/could not be cloned/);
});
