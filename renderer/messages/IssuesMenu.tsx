import { CircleAlert, TriangleAlert } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useCallback, useEffect, useRef, useState } from 'react';
import { formatCount } from '../../shared/format/quantity';
import type { IssueCount } from '../../shared/protocol/commands';
import { focusList } from '../shell/focus';
import { useAsk, useSelection, useWorkbench } from '../store/hooks';
import { overlayRoot } from '../ui/overlayRoot';

type Counting =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly words: string }
  | { readonly kind: 'counted'; readonly kinds: readonly IssueCount[] };

const LOADING: Counting = { kind: 'loading' };

/** What the engine counts at the moment the menu opens. */
function useCounts(open: boolean): Counting {
  const ask = useAsk();
  const [counting, setCounting] = useState<Counting>(LOADING);
  useEffect(() => {
    if (!open) return;
    let current = true;
    const keep = (next: Counting): void => {
      if (current) setCounting(next);
    };
    ask('countIssues', {}).then(
      ({ kinds }) => keep({ kind: 'counted', kinds }),
      (error: unknown) => keep({ kind: 'failed', words: error instanceof Error ? error.message : String(error) }),
    );
    return () => {
      current = false;
    };
  }, [ask, open]);
  return counting;
}

function Kind({ kind }: { readonly kind: IssueCount }) {
  const Icon = kind.unusual ? CircleAlert : TriangleAlert;
  return (
    <DropdownMenu.RadioItem className="item issuekind" value={kind.code} textValue={kind.words}>
      <Icon size={13} className={kind.unusual ? 'muted' : 'warn'} aria-hidden />
      <span className="words">{kind.words}</span>
      <span className="num">{formatCount(kind.messages)}</span>
    </DropdownMenu.RadioItem>
  );
}

const GROUPS = [
  { unusual: false, title: 'Break a rule' },
  { unusual: true, title: 'Unusual' },
] as const;

function Kinds({ counting }: { readonly counting: Counting }) {
  if (counting.kind === 'loading') return <p className="menunote">Counting…</p>;
  if (counting.kind === 'failed') return <p className="menunote error">{counting.words}</p>;
  if (counting.kinds.length === 0) return <p className="menunote">No message of the capture has an issue.</p>;
  return GROUPS.map(({ unusual, title }) => {
    const kinds = counting.kinds.filter((kind) => kind.unusual === unusual);
    return kinds.length === 0 ? null : (
      <DropdownMenu.Group key={title}>
        <DropdownMenu.Label className="menulabel">{title}</DropdownMenu.Label>
        {kinds.map((kind) => (
          <Kind key={kind.code} kind={kind} />
        ))}
      </DropdownMenu.Group>
    );
  });
}

/** Kinds of issues that messages have, with how many have each; choosing one narrows the list to them. */
export function IssuesMenu() {
  const { selection } = useWorkbench();
  const chosen = useSelection((state) => state.issue);
  const open = useSelection((state) => state.issuesOpen);
  const counting = useCounts(open);
  const hasChosen = useRef(false);
  const choose = useCallback(
    (code: string) => {
      const kinds = counting.kind === 'counted' ? counting.kinds : [];
      const kind = kinds.find((each) => each.code === code);
      hasChosen.current = kind !== undefined;
      if (kind) selection.setState({ issue: { code, words: kind.words } });
    },
    [counting, selection],
  );
  /** A choice leads into the list that it narrows; without one the keyboard goes back to the button. */
  const onCloseAutoFocus = (event: Event): void => {
    if (!hasChosen.current) return;
    hasChosen.current = false;
    event.preventDefault();
    focusList();
  };
  return (
    <DropdownMenu.Root modal={false} open={open} onOpenChange={(issuesOpen) => selection.setState({ issuesOpen })}>
      <DropdownMenu.Trigger className="chip" aria-label="Issues of the messages">
        Issues ▾
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal container={overlayRoot()}>
        <DropdownMenu.Content className="menu issuemenu" align="end" sideOffset={4} onCloseAutoFocus={onCloseAutoFocus}>
          <DropdownMenu.RadioGroup value={chosen?.code ?? ''} onValueChange={choose}>
            <Kinds counting={counting} />
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
