import { useEffect, useRef, useState } from "preact/hooks";
import { useApp } from "../../app.ts";
import { Notice } from "../../parts/Notice.tsx";
import { readQr } from "./reader.ts";

/** The camera, until it has seen a QR code or is closed. */
export function Scan({ onRead, onClose }: { onRead(text: string): void; onClose(): void }) {
  const { words } = useApp();
  const text = words.sync.scan;
  const video = useRef<HTMLVideoElement>(null);
  const [refused, setRefused] = useState(false);
  useEffect(() => {
    const camera = { open: true };
    let stream: MediaStream | undefined;
    const look = async (): Promise<void> => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      const view = video.current;
      if (!camera.open || !view) return;
      view.srcObject = stream;
      await view.play();
      while (camera.open) {
        const found = await readQr(view);
        if (found !== undefined && camera.open) return onRead(found);
        await new Promise((go) => requestAnimationFrame(go));
      }
    };
    look().catch(() => setRefused(true)).finally(() => { if (!camera.open) stop(stream); });
    return () => { camera.open = false; stop(stream); };
  }, []);
  return (
    <section class="card stack">
      <p>{text.lead}</p>
      {refused ? <Notice kind="warn" live>{text.noCamera}</Notice> : <video ref={video} class="camera" muted playsInline />}
      <button type="button" class="btn btn-block" onClick={onClose}>{text.stop}</button>
    </section>
  );
}

function stop(stream: MediaStream | undefined): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}
