import { PaneTabs } from '../shell/PaneTabs';

/** The open call told in full: what happened, what was agreed, which dialogs and transactions it had. */
export function StoryPane() {
  return (
    <section className="pane story" aria-label="Story">
      <header>
        <PaneTabs />
      </header>
    </section>
  );
}
