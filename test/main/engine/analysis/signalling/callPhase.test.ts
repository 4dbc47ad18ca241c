import { describe, expect, it } from 'vitest';
import {
  nextCallPhase,
  visibleState,
  type CallEvent,
  type CallPhase,
} from '../../../../../main/engine/analysis/signalling/callPhase';

const EVENTS: readonly CallEvent[] = [
  'invite',
  'ring',
  'success',
  'connect',
  'challenge',
  'redirect',
  'reject',
  'fail',
  'timeout',
  'terminated',
  'cancel',
  'bye',
  'calleeBye',
  'giveUp',
];
const PHASES: readonly CallPhase[] = [
  'inviting',
  'ringing',
  'challenged',
  'cancelling',
  'hungUp',
  'talking',
  'completed',
  'cancelled',
  'rejected',
  'failed',
  'redirected',
  'unanswered',
];

describe('the phases of a call', () => {
  it('a 2xx connects from every phase but the connected ones; one that a BYE overtook is over', () => {
    for (const phase of PHASES) {
      const isOver = phase === 'completed' || phase === 'hungUp';
      expect(nextCallPhase(phase, 'success')).toBe(isOver ? 'completed' : 'talking');
    }
  });

  it('nothing but a BYE leaves talking, and nothing leaves completed', () => {
    for (const event of EVENTS) {
      expect(nextCallPhase('talking', event)).toBe(event === 'bye' || event === 'calleeBye' ? 'completed' : 'talking');
      expect(nextCallPhase('completed', event)).toBe('completed');
    }
  });

  it('giving up settles every phase that waits', () => {
    expect(PHASES.map((phase) => nextCallPhase(phase, 'giveUp'))).toEqual([
      'unanswered',
      'unanswered',
      'rejected',
      'cancelled',
      'hungUp',
      'talking',
      'completed',
      'cancelled',
      'rejected',
      'failed',
      'redirected',
      'unanswered',
    ]);
  });

  it('shows what is under way as what it most resembles', () => {
    expect(visibleState('challenged', false)).toBe('inviting');
    expect(visibleState('cancelling', true)).toBe('cancelled');
    expect(visibleState('ringing', true)).toBe('ringing');
  });

  it('takes a call that was hung up for a conversation only where media went both ways', () => {
    expect(visibleState('hungUp', false)).toBe('cancelled');
    expect(visibleState('hungUp', true)).toBe('completed');
  });
});
