/** "Chrome · Windows" of a browser's own description; undefined when it says nothing known. */
export function deviceOf(userAgent: string | undefined): string | undefined {
  if (!userAgent) return undefined;
  const browser = [
    ["MicroMessenger", "WeChat"],
    ["Edg/", "Edge"],
    ["OPR/", "Opera"],
    ["Firefox/", "Firefox"],
    ["Chrome/", "Chrome"],
    ["Safari/", "Safari"],
  ].find(([sign]) => userAgent.includes(sign ?? ""))?.[1];
  const system = [
    ["iPhone", "iPhone"],
    ["iPad", "iPad"],
    ["Android", "Android"],
    ["Windows", "Windows"],
    ["Mac OS", "macOS"],
    ["Linux", "Linux"],
  ].find(([sign]) => userAgent.includes(sign ?? ""))?.[1];
  return [browser, system].filter(Boolean).join(" · ") || undefined;
}
