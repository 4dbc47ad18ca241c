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
  'challenge',
  'redirect',
  'reject',
  'fail',
  'timeout',
  'terminated',
  'cancel',
  'bye',
  'giveUp',
];
const PHASES: readonly CallPhase[] = [
  'inviting',
  'ringing',
  'challenged',
  'cancelling',
  'talking',
  'completed',
  'cancelled',
  'rejected',
  'failed',
  'redirected',
  'unanswered',
];

describe('the phases of a call', () => {
  it('a 2xx connects from every phase but the connected ones', () => {
    for (const phase of PHASES) {
      expect(nextCallPhase(phase, 'success')).toBe(phase === 'completed' ? 'completed' : 'talking');
    }
  });

  it('nothing but a BYE leaves talking, and nothing leaves completed', () => {
    for (const event of EVENTS) {
      expect(nextCallPhase('talking', event)).toBe(event === 'bye' ? 'completed' : 'talking');
      expect(nextCallPhase('completed', event)).toBe('completed');
    }
  });

  it('giving up settles every phase that waits', () => {
    expect(PHASES.map((phase) => nextCallPhase(phase, 'giveUp'))).toEqual([
      'unanswered',
      'unanswered',
      'rejected',
      'cancelled',
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
    expect(visibleState('challenged')).toBe('inviting');
    expect(visibleState('cancelling')).toBe('cancelled');
    expect(visibleState('ringing')).toBe('ringing');
  });
});
