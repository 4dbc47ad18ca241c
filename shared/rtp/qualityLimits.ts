/** The limits that charts draw and figures are held against: what voice over IP is usually planned with. */
export const QUALITY_LIMITS = { jitterMs: 30, lossPercent: 1, oneWayLatencyMs: 125 } as const;
