import { FileText, KeyRound, Lock, MessagesSquare, Printer, Radar, Route, type LucideIcon } from 'lucide-react';
import type { CompanionKind } from '../../shared/protocol/rows';

/** A sign for each kind, beside its name. */
export const COMPANION_ICONS: Readonly<Record<CompanionKind, LucideIcon>> = {
  stun: Radar,
  turn: Route,
  dtls: Lock,
  zrtp: KeyRound,
  t38: Printer,
  msrp: MessagesSquare,
  report: FileText,
};
