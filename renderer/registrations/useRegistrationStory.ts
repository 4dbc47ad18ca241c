import { useCallback, useEffect, useRef, useState } from 'react';
import type { RegistrationKey } from '../../shared/ids';
import type { RegistrationStory } from '../../shared/protocol/registrationStory';
import { useAsk, useSelection, useSession } from '../store/hooks';
import { useReading, type Reading } from '../store/useReading';

/** While registrations change the story is read again at most this often. */
const REREAD_MS = 1000;

/** Counts how often the list has changed, at most once in `REREAD_MS`. */
function useListRevision(): number {
  const version = useSession(({ lists }) => lists.registrations.version);
  const [revision, setRevision] = useState(version);
  const lastAtMs = useRef(-Infinity);
  useEffect(() => {
    if (version === revision) return;
    const waitMs = Math.max(0, lastAtMs.current + REREAD_MS - performance.now());
    const timer = setTimeout(() => {
      lastAtMs.current = performance.now();
      setRevision(version);
    }, waitMs);
    return () => clearTimeout(timer);
  }, [version, revision]);
  return revision;
}

/** The story of the open registration, read again when registrations have changed. */
export function useRegistrationStory(): Reading<RegistrationStory> {
  const ask = useAsk();
  const registration = useSelection((selection) => selection.registration);
  const revision = useListRevision();
  const read = useCallback((key: RegistrationKey) => ask('readRegistration', { registration: key }), [ask]);
  return useReading(registration, read, revision);
}
