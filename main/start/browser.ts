import { spawn } from 'node:child_process';

type Opener = { readonly program: string; readonly words: readonly string[] };

/** The system's way to open an address. The address is one argument, never part of a shell's line. */
export function openerOf(platform: string, url: string): Opener {
  if (platform === 'darwin') return { program: 'open', words: [url] };
  if (platform === 'win32') return { program: 'rundll32', words: ['url.dll,FileProtocolHandler', url] };
  return { program: 'xdg-open', words: [url] };
}

/** Quiet where there is no browser or no screen: the address has been printed. */
export function openInBrowser(url: string): void {
  const { platform, env } = process;
  const screenless = platform === 'linux' && env['DISPLAY'] === undefined && env['WAYLAND_DISPLAY'] === undefined;
  if (screenless) return;
  const { program, words } = openerOf(platform, url);
  const child = spawn(program, words, { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
