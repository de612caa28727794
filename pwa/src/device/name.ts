export type DeviceKind = "iphone" | "ipad" | "android-phone" | "android-tablet" | "mac" | "windows" | "computer";

/** What sort of device this is, as far as its browser says. iPads call themselves Macs but can be touched. */
export function deviceKind(userAgent: string, touchPoints: number): DeviceKind {
  if (/iPhone|iPod/.test(userAgent)) return "iphone";
  if (/iPad/.test(userAgent) || (/Macintosh/.test(userAgent) && touchPoints > 1)) return "ipad";
  if (/Android/.test(userAgent)) return /Mobile/.test(userAgent) ? "android-phone" : "android-tablet";
  if (/Macintosh/.test(userAgent)) return "mac";
  return /Windows/.test(userAgent) ? "windows" : "computer";
}
