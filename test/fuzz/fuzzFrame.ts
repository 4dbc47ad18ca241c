import type { HardFrame } from '../generator/hardInputs/hardInput';

/** A frame on its way into the engine, from whatever capture. */
export type FuzzFrame = HardFrame & { readonly linkType: number };

/** A capture that mutated ones are made from. */
export type Seed = { readonly name: string; readonly frames: readonly FuzzFrame[] };
