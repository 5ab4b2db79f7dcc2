/** A picture is shown small; what a phone's camera made of it would only be slow to send. */
const kMostSide = 640;
const kQualities = [0.85, 0.7, 0.5];
/** What the server takes. */
const kMostBytes = 256 * 1024;
/** Whoever sends more than this surely took the wrong file. */
export const kMostFileBytes = 25 * 1024 * 1024;

/** Into a square of at most `side`, keeping its shape. */
export function fitted(width: number, height: number, side = kMostSide): { width: number; height: number } {
  const scale = Math.min(1, side / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** RFC 4648 §5, without padding. */
export function base64url(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** Any picture the browser can read, as a small JPEG on white. */
export async function shrunk(file: Blob): Promise<Uint8Array> {
  const image = await createImageBitmap(file);
  try {
    const { width, height } = fitted(image.width, image.height);
    const canvas = document.createElement("canvas");
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext("2d");
    if (!context) throw new Error("no canvas");
    context.fillStyle = "#fff";
    context.fillRect(0, 0, width, height);
    context.drawImage(image, 0, 0, width, height);
    for (const quality of kQualities) {
      const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", quality));
      if (blob && blob.size <= kMostBytes) return new Uint8Array(await blob.arrayBuffer());
    }
    throw new Error("no picture");
  } finally {
    image.close();
  }
}
