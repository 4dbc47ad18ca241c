import type { WebFrameMain } from 'electron';
import { isOwnPage } from './origin';

type Sender = { readonly senderFrame: Pick<WebFrameMain, 'url' | 'parent'> | null };

/** Messages count only from the main frame of our own page; a frame that is gone already has none. */
export const isOwnSender = ({ senderFrame }: Sender): boolean =>
  senderFrame !== null && senderFrame.parent === null && isOwnPage(senderFrame.url);
