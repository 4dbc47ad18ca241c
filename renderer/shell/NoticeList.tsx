import { X } from 'lucide-react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useWorkbench } from '../store/hooks';
import { dismissNotice, type Notice } from '../store/notices';
import { ProgressBar } from '../ui/ProgressBar';

/** Long enough to read a file name twice; failures stay until they are dismissed. */
const DONE_SHOWN_MS = 12_000;

function NoticeCard({ notice }: { readonly notice: Notice }) {
  const { notices } = useWorkbench();
  const { id, tone, title, detail, progress, cancel } = notice;
  useEffect(() => {
    if (tone !== 'done') return;
    const timer = setTimeout(() => dismissNotice(notices, id), DONE_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [notices, id, tone]);
  return (
    <div className={`notice ${tone}`} role={tone === 'failed' ? 'alert' : 'status'}>
      <b>{title}</b>
      {cancel ? (
        <button type="button" onClick={cancel}>
          Cancel
        </button>
      ) : (
        <button type="button" className="plain" aria-label="Dismiss" onClick={() => dismissNotice(notices, id)}>
          <X size={14} aria-hidden />
        </button>
      )}
      {detail === '' ? null : <span className="detail">{detail}</span>}
      {tone === 'progress' ? <ProgressBar label={title} share={progress} /> : null}
    </div>
  );
}

/** Work in progress and its results, newest last. */
export function NoticeList() {
  const shown = useStore(useWorkbench().notices, (state) => state.shown);
  return (
    <div className="notices">
      {shown.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
    </div>
  );
}
