/** The named parts of a path under a pattern: match("/diary/:id", "/diary/a1") is {id: "a1"}; null where it does not fit. */
export function match(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return null;
  const found: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? "";
    if (part.startsWith(":")) found[part.slice(1)] = decode(value);
    else if (part !== value) return null;
  }
  return found;
}

/** A part of an address as text; a broken escape stays as it was typed. */
function decode(part: string): string {
  try { return decodeURIComponent(part); } catch { return part; }
}
