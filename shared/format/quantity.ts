const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** Bytes in the unit people would say, three figures: 214 MB. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  return `${value.toFixed(digits)} ${UNITS[unit] ?? 'B'}`;
}

/** Whole numbers grouped by thousands: 1,204,331. Not by Intl, whose first use alone takes some 40 ms. */
export const formatCount = (count: number): string => String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');

/** A percentage with as many digits as matter: 0 %, 0.4 %, 12 %. */
export function formatPercent(percent: number): string {
  if (percent === 0) return '0 %';
  return percent < 0.05 ? '<0.1 %' : `${percent.toFixed(percent < 10 ? 1 : 0)} %`;
}
