import { isLive } from '../../shared/protocol/captureState';
import { usePreference, useSession } from '../store/hooks';

export type Follow = {
  /** Whether rows come in by themselves, so that following means anything. */
  readonly live: boolean;
  readonly on: boolean;
  readonly toggle: () => void;
  readonly leave: () => void;
};

/** Follow mode: the list stays at its newest row while a capture runs. */
export function useFollow(): Follow {
  const live = useSession(({ capture }) => isLive(capture));
  const [follow, setFollow] = usePreference('follow');
  return {
    live,
    on: live && follow,
    toggle: () => setFollow(!follow),
    leave: () => live && follow && setFollow(false),
  };
}
