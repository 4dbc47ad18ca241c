/** Why a layer could not be read to its end. Truncated is not the same as wrong. */
export type Fault =
  | { readonly kind: 'truncated'; readonly layer: string; readonly needBytes: number; readonly haveBytes: number }
  | { readonly kind: 'malformed'; readonly layer: string; readonly detail: string }
  | { readonly kind: 'unsupported'; readonly layer: string; readonly detail: string };

/**
 * A fault of the per-packet path. Each is a constant of its layer's file: naming it makes no object, and `===` tells one from
 * another.
 */
export type LayerFault = { readonly kind: Fault['kind']; readonly layer: string; readonly detail: string };
