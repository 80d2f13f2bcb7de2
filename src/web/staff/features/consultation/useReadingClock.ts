import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { keepReading } from '../../../../modules/consultation/contract.ts';
import type { ConsultationState } from '../../../../modules/consultation/rules.ts';
import { call } from '../../../call.ts';

const BEAT_MS = 10_000;

/**
 * Tells the server every ten seconds, and at every new page, what is on the screen, or that the window is hidden; counts the seconds down
 * in between. `ended` is why nothing more may be seen.
 */
export function useReadingClock(consultationId: string, initialSeconds: number) {
  const [secondsLeft, setSecondsLeft] = useState(initialSeconds);
  const [ended, setEnded] = useState<ConsultationState | 'timeUp'>();
  const shown = useRef<string>(undefined);
  const beat = useEffectEvent(async () => {
    const pageId = document.hidden ? null : (shown.current ?? null);
    const said = await call(keepReading, { consultationId, pageId }).catch(() => undefined); // lost: said again in ten seconds
    if (!said) return;
    setSecondsLeft(said.secondsLeft);
    if (said.state !== 'reading') setEnded(said.state);
    else if (said.secondsLeft === 0) setEnded('timeUp');
  });
  const tick = useEffectEvent(() => {
    if (document.hidden || ended) return;
    if (secondsLeft === 1) void beat();
    setSecondsLeft(Math.max(secondsLeft - 1, 0));
  });
  useEffect(() => {
    const beats = setInterval(() => void beat(), BEAT_MS);
    const ticks = setInterval(() => tick(), 1000);
    const onVisibility = () => void beat();
    document.addEventListener('visibilitychange', onVisibility);
    return () => {
      clearInterval(beats);
      clearInterval(ticks);
      document.removeEventListener('visibilitychange', onVisibility);
      // whoever leaves the page looks at nothing any more
      void call(keepReading, { consultationId, pageId: null }).catch(() => {});
    };
  }, [consultationId]);
  const [show] = useState(() => (pageId: string) => {
    shown.current = pageId;
  });
  return { secondsLeft, ended, show, beat };
}
