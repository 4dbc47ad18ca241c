/**
 * Text out of packets may hold escape sequences that would run in the user's terminal, or marks that turn the reading
 * direction. Each such character is shown as a middle dot.
 */
export const plainText = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '·');
