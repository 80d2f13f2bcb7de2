/** The mark of 兰台: a square seal with the strokes of 兰 on a terrace. */
export const BrandMark = ({ size }: { size: number }) => (
  <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="5" fill="#b3301d" />
    <rect x="3" y="3" width="26" height="26" rx="3" fill="none" stroke="#fffdf8" strokeWidth="1.2" />
    <path
      d="M11.2 7.4l2 3M20.8 7.4l-2 3M8.4 12.2h15.2M10.2 17.6h11.6M7.4 23.6h17.2"
      fill="none"
      stroke="#fffdf8"
      strokeWidth="2.3"
      strokeLinecap="round"
    />
  </svg>
);
