import type { Wanted } from "../../../core/browse.ts";
import type { Library } from "../../../core/library.ts";
import { useApp } from "../../app.ts";
import { withQuery } from "../../param.ts";
import { Segments } from "../../parts/Segments.tsx";

const MINUTES = [2, 5, 10] as const;
const WHERES = ["desk", "bed", "dark-room"] as const;
const TOOLS = ["none", "pointer", "hook", "ball", "two-balls"] as const;

/** What is asked for in the address, so that the way back finds the same list. */
export function useWanted(): Wanted {
  const { query } = useApp().route.value;
  const of = <Choice extends string | number>(name: string, choices: readonly Choice[]): Choice | null => choices.find((each) => String(each) === query.get(name)) ?? null;
  return { minutes: of("m", MINUTES), where: of("where", WHERES), tool: of("tool", TOOLS), muscle: query.get("muscle") };
}

/** Ways to make the list shorter. `shown` routines are left. */
export function Filters({ wanted, content, shown }: { wanted: Wanted; content: Library; shown: number }) {
  const { route, words, go } = useApp();
  const text = words.find;
  const set = (name: string, value: string): void => {
    const query = new URLSearchParams(route.value.query);
    if (value === "") query.delete(name); else query.set(name, value);
    go(withQuery("/routines", query), { replace: true });
  };
  const any = [["", text.any]] as const;
  const used = content.muscles.filter(({ slug }) => content.routines.some(({ steps }) => steps.some(({ target }) => target === slug)));
  const on = Object.values(wanted).some((each) => each !== null);
  return (
    <details class="card card-quiet filters" open={on}>
      <summary><span>{text.filter} {on && <span class="chip chip-calm" role="status">{text.filterOn(shown)}</span>}</span></summary>
      <div class="stack">
        <Segments legend={text.minutes} options={[...any, ...MINUTES.map((each) => [String(each), text.min(each)] as const)]} value={String(wanted.minutes ?? "")} onChoose={(value) => set("m", value)} />
        <Segments legend={text.where} options={[...any, ...WHERES.map((each) => [each, text.wheres[each]] as const)]} value={wanted.where ?? ""} onChoose={(value) => set("where", value)} />
        <Choice name={text.tool} value={wanted.tool ?? ""} options={TOOLS.map((each) => [each, text.tools[each]])} onChoose={(value) => set("tool", value)} />
        <Choice name={text.muscle} value={wanted.muscle ?? ""} options={used.map(({ slug, plain }) => [slug, plain])} onChoose={(value) => set("muscle", value)} />
      </div>
    </details>
  );
}

function Choice({ name, value, options, onChoose }: { name: string; value: string; options: readonly (readonly [string, string])[]; onChoose(value: string): void }) {
  const { words } = useApp();
  return (
    <label class="field">
      <strong>{name}</strong>
      <select value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
        <option value="">{words.find.any}</option>
        {options.map(([slug, title]) => <option key={slug} value={slug} selected={slug === value}>{title}</option>)}
      </select>
    </label>
  );
}
