import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExportFormat } from '../../shared/protocol/commands';

export type Download = { readonly path: string; readonly fileName: string; readonly mediaType: string };

const MEDIA_TYPES: Record<ExportFormat, string> = {
  pdf: 'application/pdf',
  pcap: 'application/vnd.tcpdump.pcap',
  pcapng: 'application/x-pcapng',
};

/** Files kept for windows to fetch; the oldest leave when there are more. */
const KEPT_DOWNLOADS = 20;

/** Files that the browser door's windows fetch: each under an id nobody can guess, in the engine's own folder. */
export class Downloads {
  readonly #folder: string;
  readonly #byId = new Map<string, Download>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** A place to write a file to; `finish` makes it known. */
  async prepare(fileName: string, format: ExportFormat): Promise<{ id: string; download: Download }> {
    await mkdir(this.#folder, { recursive: true });
    const id = randomUUID();
    return { id, download: { path: join(this.#folder, `${id}.${format}`), fileName, mediaType: MEDIA_TYPES[format] } };
  }

  async finish(id: string, download: Download): Promise<void> {
    this.#byId.set(id, download);
    const [oldest] = this.#byId;
    if (oldest === undefined || this.#byId.size <= KEPT_DOWNLOADS) return;
    this.#byId.delete(oldest[0]);
    await rm(oldest[1].path, { force: true });
  }

  find(id: string): Download | null {
    return this.#byId.get(id) ?? null;
  }
}
