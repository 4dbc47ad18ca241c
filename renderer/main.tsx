import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { browserDoor } from './link/browserDoor';
import { desktopDoor } from './link/desktopDoor';
import { createWorkbench } from './store/workbench';
import './ui/tokens.css';
import './ui/base.css';

const door = window.laddergram ? desktopDoor(window.laddergram) : browserDoor(window.location);
const workbench = createWorkbench(door);

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App workbench={workbench} />
  </StrictMode>,
);
