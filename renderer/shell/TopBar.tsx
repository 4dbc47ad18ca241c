import { useId } from 'react';
import { DropdownMenu } from 'radix-ui';
import { formatBytes } from '../../shared/format/quantity';
import type { CaptureState } from '../../shared/protocol/captureState';
import { CaptureFilterField, useFilterCheck } from '../capture/CaptureFilterField';
import {
  chooseAndOpen,
  closeCapture,
  followCapture,
  startCapture,
  stopCapture,
  stopFollowing,
} from '../capture/captureActions';
import { RingButton } from '../capture/RingButton';
import { useSession, useWorkbench } from '../store/hooks';
import { overlayRoot } from '../ui/overlayRoot';
import { Brand } from './Brand';
import { modifierKey } from './keys';
import { OpeningProgress } from './OpeningProgress';

type OpenCapture = Exclude<CaptureState, { kind: 'idle' | 'failed' }>;

/** Size of the file on disk, as far as it is known. */
const sizeOf = (capture: OpenCapture): number | null =>
  capture.kind === 'opening' ? capture.totalBytes : 'sizeBytes' in capture ? capture.sizeBytes : null;

const nameOf = (capture: OpenCapture): string => ('name' in capture ? capture.name : capture.interfaceName);

/** File or interface that all rows come from, with what can be done about it. */
function SourceChip({ capture }: { readonly capture: OpenCapture }) {
  const workbench = useWorkbench();
  const sizeBytes = sizeOf(capture);
  const address = useSession(
    ({ machine }) => machine?.interfaces.find(({ name }) => name === nameOf(capture))?.addresses[0],
  );
  const running = capture.kind === 'starting' || capture.kind === 'capturing' || capture.kind === 'stopping';
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger>
        <span className="sourcename">{nameOf(capture)}</span>
        <span className="muted">{sizeBytes === null ? address : formatBytes(sizeBytes)}</span> ▾
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal container={overlayRoot()}>
        <DropdownMenu.Content className="menu" align="start" sideOffset={4}>
          <DropdownMenu.Item className="item" onSelect={() => void chooseAndOpen(workbench)}>
            <span className="tick" />
            Open another capture…
          </DropdownMenu.Item>
          <DropdownMenu.Item
            className="item"
            disabled={running || capture.kind === 'opening'}
            onSelect={() => void closeCapture(workbench)}
          >
            <span className="tick" />
            Close and go to the start page
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function RunningFilter({ filter }: { readonly filter: string }) {
  return (
    <span className="field" title={filter}>
      capture filter <b>{filter === '' ? 'none' : filter}</b>
    </span>
  );
}

/** Filter, ring and Start again, after a capture has ended. */
function NextCapture() {
  const workbench = useWorkbench();
  const [check, runCheck] = useFilterCheck();
  const id = useId();
  const start = async (): Promise<void> => {
    if (await runCheck()) await startCapture(workbench);
  };
  return (
    <>
      <CaptureFilterField check={check} onCheck={() => void runCheck()} onEnter={() => void start()} describedBy={id} />
      <button type="button" className="go" onClick={() => void start()}>
        ● Start
      </button>
      <RingButton ring={null} editable />
      <span id={id} className="error" role="status">
        {check?.valid === false ? check.words : ''}
      </span>
    </>
  );
}

/** A file that grows is worth following; the reader decides. */
function FollowOffer() {
  const workbench = useWorkbench();
  return (
    <>
      <button type="button" className="go" onClick={() => void followCapture(workbench)}>
        ● Follow
      </button>
      <span className="muted">This file is still being written.</span>
    </>
  );
}

function CaptureControls({ capture }: { readonly capture: OpenCapture }) {
  const workbench = useWorkbench();
  switch (capture.kind) {
    case 'starting':
      return <button disabled>Starting…</button>;
    case 'capturing':
    case 'stopping':
      return (
        <>
          <RunningFilter filter={capture.filter} />
          <button
            type="button"
            className="stop"
            disabled={capture.kind === 'stopping'}
            onClick={() => void stopCapture(workbench)}
          >
            ■ {capture.kind === 'stopping' ? 'Stopping…' : 'Stop'}
          </button>
          <RingButton ring={capture.ring} editable={false} />
        </>
      );
    case 'stopped':
      return <NextCapture />;
    case 'opening':
      return <OpeningProgress capture={capture} />;
    case 'opened':
      return capture.growth === 'seen' ? <FollowOffer /> : null;
    case 'following':
      return (
        <button type="button" className="stop" onClick={() => void stopFollowing(workbench)}>
          ■ Stop following
        </button>
      );
  }
}

/** Brand, source, capture controls, command palette. */
export function TopBar({ showPalette }: { readonly showPalette: () => void }) {
  const { door } = useWorkbench();
  const capture = useSession((session) => session.capture);
  const open = capture.kind === 'idle' || capture.kind === 'failed' ? null : capture;
  return (
    <header className="top">
      <Brand />
      {open ? <SourceChip capture={open} /> : null}
      {open ? <CaptureControls capture={open} /> : null}
      <span className="grow" />
      <button type="button" className="search" onClick={showPalette}>
        Run a command <kbd>{modifierKey(door.platform)} K</kbd>
      </button>
    </header>
  );
}
