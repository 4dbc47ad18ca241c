import { useEffect } from 'react';
import { usePreference, useWorkbench } from '../store/hooks';

/** Puts the chosen theme on the page; `system` follows the system as it changes. */
export function useTheme(): void {
  const { door } = useWorkbench();
  const [theme] = usePreference('theme');
  useEffect(() => {
    const light = window.matchMedia('(prefers-color-scheme: light)');
    const show = (): void => {
      document.documentElement.dataset['theme'] = theme === 'system' ? (light.matches ? 'light' : 'dark') : theme;
    };
    show();
    door.showTheme(theme);
    light.addEventListener('change', show);
    return () => light.removeEventListener('change', show);
  }, [theme, door]);
}
