/** Figures are written to six decimals: more would be the arithmetic's, not the capture's. null stays null. */
export const sixDecimals = (figure: number | null): number | null =>
  figure === null ? null : Math.round(figure * 1e6) / 1e6;
