/** Width of a text in the unit of the target; measuring belongs to whoever has the font. */
export type MeasureText = (text: string) => number;

/** The text, or as much of its beginning as fits with an ellipsis; empty when not even that does. */
export function fitText(text: string, room: number, measure: MeasureText): string {
  if (measure(text) <= room) return text;
  const signs = Array.from(text); // never half of a surrogate pair
  let fits = 0;
  let tooLong = signs.length;
  while (tooLong - fits > 1) {
    const middle = (fits + tooLong) >>> 1;
    if (measure(`${signs.slice(0, middle).join('')}…`) <= room) fits = middle;
    else tooLong = middle;
  }
  return fits === 0 ? '' : `${signs.slice(0, fits).join('').trimEnd()}…`;
}

export type FittedText = { readonly label: string; readonly detail: string };

/** The label first; the detail takes what room is left, when that is worth it. */
export function fitArrowText(
  { label, detail }: FittedText,
  room: number,
  measure: { readonly label: MeasureText; readonly detail: MeasureText; readonly gap: number; readonly least: number },
): FittedText {
  const labelWidth = measure.label(label);
  if (labelWidth > room) return { label: fitText(label, room, measure.label), detail: '' };
  const left = room - labelWidth - measure.gap;
  return { label, detail: detail === '' || left < measure.least ? '' : fitText(detail, left, measure.detail) };
}
