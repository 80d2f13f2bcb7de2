/** A share of 1 as `90.00%`; exact, for shares with up to four places. */
export const formatShare = (share: string): string => `${(Math.round(Number(share) * 10_000) / 100).toFixed(2)}%`;
