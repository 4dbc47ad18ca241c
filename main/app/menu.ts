import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../../shared/protocol/desktopBridge';

type SendCommand = (command: MenuCommand) => void;
type Item = MenuItemConstructorOptions;

const SEPARATOR: Item = { type: 'separator' };

/** The application menu; its own items are actions of the window's palette and reach it as commands. */
export function setApplicationMenu(platform: string, send: SendCommand): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate([...menuTemplate(platform, send)]));
}

export function menuTemplate(platform: string, send: SendCommand): readonly Item[] {
  const mac = platform === 'darwin';
  const item = (label: string, command: MenuCommand, accelerator?: string): Item => ({
    label,
    id: command,
    click: () => send(command),
    ...(accelerator === undefined ? {} : { accelerator }),
  });
  return [
    ...(mac ? [{ role: 'appMenu' } satisfies Item] : []),
    {
      label: '&File',
      submenu: [
        item('&Open capture…', 'openCapture', 'CmdOrCtrl+O'),
        item('&Close capture', 'closeCapture', 'CmdOrCtrl+W'),
        SEPARATOR,
        item('Save calls as &PDF…', 'exportPdf', 'CmdOrCtrl+P'),
        item('Save calls as p&capng…', 'exportPcapng', 'CmdOrCtrl+S'),
        SEPARATOR,
        mac ? { role: 'close', accelerator: 'CmdOrCtrl+Shift+W' } : { role: 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: '&Capture',
      submenu: [item('&Start', 'startCapture', 'CmdOrCtrl+R'), item('S&top', 'stopCapture', 'CmdOrCtrl+E')],
    },
    {
      label: '&View',
      submenu: [
        item('&Calls', 'showCalls', 'CmdOrCtrl+1'),
        item('&Registrations', 'showRegistrations', 'CmdOrCtrl+2'),
        item('&Streams', 'showStreams', 'CmdOrCtrl+3'),
        item('&Messages', 'showMessages', 'CmdOrCtrl+4'),
        SEPARATOR,
        item('&Find in list', 'findInList', 'CmdOrCtrl+F'),
        item('Command &palette…', 'showPalette', 'CmdOrCtrl+K'),
        SEPARATOR,
        {
          label: '&Theme',
          submenu: [item('As the &system', 'themeSystem'), item('&Dark', 'themeDark'), item('&Light', 'themeLight')],
        },
        SEPARATOR,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        { role: 'toggleDevTools' },
      ],
    },
    { role: 'windowMenu' },
    { role: 'help', submenu: [item('SIP &reference', 'showReference', 'F1'), item('&Keyboard shortcuts', 'showKeys')] },
  ];
}
