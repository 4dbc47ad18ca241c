import { fitArrowText, type FittedText } from '../../shared/ladder/fitText';
import { createMeasure } from './textWidth';

export const LABEL_PX = 11.5;
export const DETAIL_PX = 10.5;
export const GAP_PX = 6;
const LEAST_DETAIL_PX = 24;

const measure = {
  label: createMeasure(LABEL_PX),
  detail: createMeasure(DETAIL_PX),
  gap: GAP_PX,
  least: LEAST_DETAIL_PX,
};

/** Room that these words take. */
export const widthOfWords = ({ label, detail }: FittedText): number =>
  measure.label(label) + (detail === '' ? 0 : GAP_PX + measure.detail(detail));

/** The words of an arrow, cut to the room between its lanes. */
export const fitWords = (text: FittedText, roomPx: number): FittedText => fitArrowText(text, roomPx, measure);
