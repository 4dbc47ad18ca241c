export { looksLikeSip } from '../decode/sip/looksLikeSip';
