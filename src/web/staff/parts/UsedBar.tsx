/** How full something is: a bar and the share in words. */
export function UsedBar({ used, capacity }: { used: number; capacity: number }) {
  const percent = capacity === 0 ? 0 : (used / capacity) * 100;
  return (
    <span className="used-bar">
      <span className="bar" aria-hidden="true">
        <span style={{ width: `${percent}%` }} />
      </span>
      <span className="small">{capacity === 0 ? '无架位' : `${percent.toFixed(used > 0 && percent < 10 ? 1 : 0)}%`}</span>
    </span>
  );
}
