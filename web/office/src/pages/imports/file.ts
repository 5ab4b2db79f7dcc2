/** The largest file the server takes. */
export const kMostBytes = 1024 * 1024 * 1024;

const kBytesPerStep = 1024;
/** "2.3 MB"; a file's size needs no more than that. */
export function fileSize(bytes: number): string {
  const units = ["B", "KB", "MB", "GB"];
  let value = bytes;
  let unit = 0;
  while (value >= kBytesPerStep && unit < units.length - 1) {
    value /= kBytesPerStep;
    unit += 1;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  return `${value.toFixed(digits).replace(/\.0$/, "")} ${units[unit]}`;
}
