import { BODY_INPUTS } from './bodies';
import { CONVERSATION_INPUTS } from './conversations';
import { FRAGMENT_INPUTS } from './fragments';
import type { HardInput } from './hardInput';
import { HEP_INPUTS } from './hepPackets';
import { ICMP_INPUTS } from './icmpErrors';
import { LINK_INPUTS, VLAN_INPUTS } from './links';
import { BROKEN_HEADER_INPUTS, CONTENT_LENGTH_INPUTS, LOOSE_TEXT_INPUTS } from './looseTexts';
import { MEDIA_INPUTS } from './media';
import { SCTP_INPUTS } from './sctpMessages';
import { TCP_INPUTS } from './tcpStreams';
import { TIME_INPUTS } from './times';
import { ESP_INPUTS, TUNNEL_INPUTS } from './tunnels';
import { WEB_SOCKET_INPUTS } from './webSockets';

/** Captures of our own for the rows of the table of hard inputs that are about frames; those about files are FILE_INPUTS. */
export const HARD_INPUTS: readonly HardInput[] = [
  ...VLAN_INPUTS,
  ...TUNNEL_INPUTS,
  ...LINK_INPUTS,
  ...FRAGMENT_INPUTS,
  ...ESP_INPUTS,
  ...ICMP_INPUTS,
  ...TCP_INPUTS,
  ...WEB_SOCKET_INPUTS,
  ...SCTP_INPUTS,
  ...HEP_INPUTS,
  ...LOOSE_TEXT_INPUTS,
  ...CONTENT_LENGTH_INPUTS,
  ...BROKEN_HEADER_INPUTS,
  ...BODY_INPUTS,
  ...CONVERSATION_INPUTS,
  ...MEDIA_INPUTS,
  ...TIME_INPUTS,
];
