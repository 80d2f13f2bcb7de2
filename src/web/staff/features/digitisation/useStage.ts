import { type PointerEvent, useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react';
import { scaleOf } from './stage-geometry.ts';
import type { View } from './useView.ts';

const WHEEL_SPEED = 0.0015;

/** A pane of the stage by mouse: the wheel zooms about the pointer, dragging moves the page. Tells the view how large the pane is. */
export function useStage(view: View, pane: number, turns: number) {
  const ref = useRef<HTMLElement>(null);
  const held = useRef<{ x: number; y: number }>(undefined);
  const { measure, measuredOf, fit } = view;
  const { stage, image } = measuredOf(pane);
  const scale = scaleOf(stage, image, turns, fit);
  /** The scale that was shown, and the point of the stage that stays where it is when the scale changes. */
  const before = useRef({ scale, x: 0.5, y: 0 });

  useEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => {
      const { offsetWidth: width, offsetHeight: height } = element;
      measure(pane, { stage: { width, height } });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [measure, pane]);

  const onWheel = useEffectEvent((event: WheelEvent) => {
    event.preventDefault();
    const { left, top, width, height } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    before.current = { ...before.current, x: (event.clientX - left) / width, y: (event.clientY - top) / height };
    view.zoom(Math.exp(-event.deltaY * WHEEL_SPEED));
  });
  useEffect(() => {
    const element = ref.current;
    element?.addEventListener('wheel', onWheel, { passive: false });
    return () => element?.removeEventListener('wheel', onWheel);
  }, []);

  useLayoutEffect(() => {
    const element = ref.current;
    const { scale: old, x, y } = before.current;
    before.current = { scale, x: 0.5, y: 0 };
    if (!element || old === scale || !Number.isFinite(old) || old <= 0) return;
    const growth = scale / old;
    const [dx, dy] = [x * element.clientWidth, y * element.clientHeight];
    element.scrollLeft = (element.scrollLeft + dx) * growth - dx;
    element.scrollTop = (element.scrollTop + dy) * growth - dy;
  }, [scale]);

  const drag = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0 || !(event.target instanceof HTMLImageElement)) return;
      held.current = { x: event.clientX, y: event.clientY };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: ({ currentTarget, clientX, clientY }: PointerEvent<HTMLElement>) => {
      if (!held.current) return;
      currentTarget.scrollBy(held.current.x - clientX, held.current.y - clientY);
      held.current = { x: clientX, y: clientY };
    },
    onPointerUp: () => {
      held.current = undefined;
    },
  };
  return { ref, drag, scale };
}
