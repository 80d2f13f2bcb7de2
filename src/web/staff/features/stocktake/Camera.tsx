import { useEffect, useEffectEvent, useRef, useState } from 'react';

type Found = { rawValue: string };
type Detector = { detect: (source: HTMLVideoElement) => Promise<Found[]> };
type DetectorClass = new (options: { formats: string[] }) => Detector;

const detectorOf = (): DetectorClass | undefined => (window as { BarcodeDetector?: DetectorClass }).BarcodeDetector;

/** Why the camera can't read bar codes here; undefined when it can be tried. */
export function cameraRefusal(): string | undefined {
  if (!window.isSecureContext || !navigator.mediaDevices) return '相机须经 https 打开本系统才能使用；请用扫描枪，或键入条码';
  return detectorOf() ? undefined : '此浏览器不能用相机识别条码（可用安卓版 Chrome 或 Edge）；请用扫描枪，或键入条码';
}

const EVERY_MS = 200;
const SAME_MS = 2500; // a code that stays before the lens is one scan

/** The camera at the back, read five times a second until it is closed. */
export function Camera({ onCode }: { onCode: (code: string) => void }) {
  const video = useRef<HTMLVideoElement>(null);
  const [fault, setFault] = useState<string>();
  const take = useEffectEvent(onCode);
  useEffect(() => {
    const run = { isOver: false, stream: undefined as MediaStream | undefined, last: { code: '', at: 0 } };
    const Detector = detectorOf();
    if (!Detector) return;
    const detector = new Detector({ formats: ['code_128', 'qr_code'] });
    const look = async () => {
      if (run.isOver || !video.current) return;
      const [found] = await detector.detect(video.current).catch(() => []);
      const now = performance.now();
      if (found && (found.rawValue !== run.last.code || now - run.last.at > SAME_MS)) take(found.rawValue);
      if (found) run.last = { code: found.rawValue, at: now };
      setTimeout(() => void look(), EVERY_MS);
    };
    const start = async () => {
      run.stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      if (run.isOver || !video.current) return stop();
      video.current.srcObject = run.stream;
      await video.current.play();
      void look();
    };
    const stop = () => {
      for (const track of run.stream?.getTracks() ?? []) track.stop();
    };
    start().catch(() => setFault('相机没有打开：请在浏览器中允许使用相机，或用扫描枪'));
    return () => {
      run.isOver = true;
      stop();
    };
  }, []);
  if (fault) return <p className="fault">{fault}</p>;
  return <video ref={video} className="count-camera" aria-label="相机画面" playsInline muted />;
}
