/** What reads a picture: the browser's own detector, or ours where there is none. */
interface Detector {
  detect(source: ImageBitmapSource): Promise<{ rawValue: string }[]>;
}

type DetectorClass = new (options: { formats: string[] }) => Detector;

/** Undefined when no QR code is in the picture. */
export async function readQr(source: HTMLVideoElement | ImageBitmap): Promise<string | undefined> {
  const own = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
  if (own) {
    try {
      return (await new own({ formats: ["qr_code"] }).detect(source))[0]?.rawValue;
    } catch {
      // Present but without QR on this machine: ours reads it.
    }
  }
  return decoded(source);
}

async function decoded(source: HTMLVideoElement | ImageBitmap): Promise<string | undefined> {
  const { decodeQR } = await import("qr/decode.js");
  const [width, height] = source instanceof HTMLVideoElement ? [source.videoWidth, source.videoHeight] : [source.width, source.height];
  const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  if (!context || width === 0) return undefined;
  context.drawImage(source, 0, 0);
  try {
    return decodeQR(context.getImageData(0, 0, width, height));
  } catch {
    return undefined;
  }
}

export async function readQrFile(file: Blob): Promise<string | undefined> {
  try {
    const bitmap = await createImageBitmap(file);
    return await readQr(bitmap);
  } catch {
    return undefined;
  }
}
