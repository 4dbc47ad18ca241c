import { ChevronDown } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useExportCalls } from '../calls/exportCalls';
import { useSession } from '../store/hooks';
import { overlayRoot } from '../ui/overlayRoot';

/** The calls of this ladder as a report or as a capture of their own. */
export function ExportButtons() {
  const exportCalls = useExportCalls();
  const none = useSession(({ watched }) => watched.calls.length === 0);
  const why = none ? 'Only calls can be exported' : undefined;
  return (
    <div className="exportbuttons">
      <button type="button" disabled={none} title={why ?? 'Report as PDF'} onClick={() => exportCalls('pdf')}>
        PDF
      </button>
      <button type="button" disabled={none} title={why ?? 'Capture as pcapng'} onClick={() => exportCalls('pcapng')}>
        pcapng
      </button>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger
          disabled={none}
          className="more"
          aria-label="Save in another format"
          title="Save in another format"
        >
          <span aria-hidden>Save</span>
          <ChevronDown size={12} aria-hidden />
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal container={overlayRoot()}>
          <DropdownMenu.Content className="menu" align="end" sideOffset={2}>
            <DropdownMenu.Item className="item" onSelect={() => exportCalls('pcap')}>
              <span className="tick" />
              pcap, for older programs
            </DropdownMenu.Item>
            <DropdownMenu.Item className="item" onSelect={() => exportCalls('pcapng')}>
              <span className="tick" />
              pcapng
            </DropdownMenu.Item>
            <DropdownMenu.Item className="item" onSelect={() => exportCalls('pdf')}>
              <span className="tick" />
              PDF report
            </DropdownMenu.Item>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
    </div>
  );
}
