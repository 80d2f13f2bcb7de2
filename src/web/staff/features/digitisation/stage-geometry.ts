/** What of the page is shown: all of it, its width, its height, or so many times as large as all of it. */
export type Fit = 'page' | 'width' | 'height' | number;
export type Size = { width: number; height: number };

const [LEAST, MOST] = [0.5, 10];
const SCROLLBAR_PX = 16;
const MARGIN_PX = 8;

/** How many screen px one px of the image gets. `turns` are quarter turns, clockwise. */
export function scaleOf(stage: Size, image: Size, turns: number, fit: Fit): number {
  const upright = turned(image, turns);
  const wholePage = Math.min((stage.width - 2 * MARGIN_PX) / upright.width, (stage.height - 2 * MARGIN_PX) / upright.height);
  if (fit === 'page') return wholePage;
  if (fit === 'width') return (stage.width - SCROLLBAR_PX - 2 * MARGIN_PX) / upright.width;
  return fit === 'height' ? (stage.height - SCROLLBAR_PX - 2 * MARGIN_PX) / upright.height : wholePage * fit;
}

/** The size as it lies after `turns` quarter turns. */
export const turned = ({ width, height }: Size, turns: number): Size =>
  turns % 2 === 0 ? { width, height } : { width: height, height: width };

/** A step of zooming from what is shown now, within bounds; `factor` 1.25 is one press of +. */
export function zoomed(stage: Size, image: Size, turns: number, fit: Fit, factor: number): Fit {
  const times = scaleOf(stage, image, turns, fit) / scaleOf(stage, image, turns, 'page');
  const next = Math.min(Math.max(times * factor, LEAST), MOST);
  return Math.abs(next - 1) < 0.03 ? 'page' : next;
}
