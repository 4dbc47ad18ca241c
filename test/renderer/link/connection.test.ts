import { describe, expect, it, vi } from 'vitest';
import { connectEngine } from '../../../renderer/link/connection';
import type { Connection } from '../../../renderer/store/session';
import { fakeDoor } from '../fakeDoor';

function connect(retries: boolean) {
  const door = fakeDoor({ retries });
  const openPort = vi.spyOn(door, 'openPort');
  const states: Connection[] = [];
  const onSnapshot = vi.fn();
  const connection = connectEngine(door, {
    onConnection: (state) => states.push(state),
    onSnapshot,
    onDeltas: vi.fn(),
  });
  return { door, openPort, states, onSnapshot, connection };
}

describe('connection', () => {
  it('tries again by itself where the door allows it', async () => {
    const { door, states, onSnapshot, connection } = connect(true);
    await vi.waitFor(() => expect(onSnapshot).toHaveBeenCalledOnce());
    door.engine().close();
    expect(states).toEqual([{ kind: 'reconnecting', attempt: 1 }]);
    await vi.waitFor(() => expect(onSnapshot).toHaveBeenCalledTimes(2));
    connection.close();
  });

  it('waits for the reader where a restart is theirs to decide', async () => {
    const { door, states, openPort, onSnapshot, connection } = connect(false);
    await vi.waitFor(() => expect(onSnapshot).toHaveBeenCalledOnce());
    door.engine().close();
    expect(states).toEqual([{ kind: 'gone' }]);
    expect(openPort).toHaveBeenCalledOnce();
    connection.reconnect();
    await vi.waitFor(() => expect(onSnapshot).toHaveBeenCalledTimes(2));
    connection.close();
  });

  it('counts attempts while there is no engine at all', async () => {
    const door = { ...fakeDoor(), openPort: () => Promise.reject(new Error('nobody there')) };
    const states: Connection[] = [];
    const connection = connectEngine(door, {
      onConnection: (state) => states.push(state),
      onSnapshot: vi.fn(),
      onDeltas: vi.fn(),
    });
    await vi.waitFor(() => expect(states).toContainEqual({ kind: 'reconnecting', attempt: 2 }));
    await expect(connection.ask('listSamples', {})).rejects.toThrow('not connected');
    connection.close();
  });
});
