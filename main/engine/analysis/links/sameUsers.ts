import type { LinkedCall } from './linkedCall';
import { sameUser } from './userNumber';

export const haveSameCalling = (one: LinkedCall, other: LinkedCall): boolean => sameUser(one.calling, other.calling);

/** By To or Request-URI of either: intermediaries rewrite the one or the other. */
export const haveSameCalled = (one: LinkedCall, other: LinkedCall): boolean =>
  sameUser(one.called, other.called) ||
  sameUser(one.requested, other.requested) ||
  sameUser(one.called, other.requested) ||
  sameUser(one.requested, other.called);

export const haveSameUser = (one: LinkedCall, other: LinkedCall): boolean =>
  haveSameCalling(one, other) || haveSameCalled(one, other);
