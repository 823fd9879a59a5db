import { parseDate } from "../../core/model/date.ts";
import type { EducationRoute } from "../../core/practice/education/index.ts";
import { isOld, type Sourced } from "../../core/practice/sourced.ts";
import { fullDayWords } from "../../core/timeline/dateWords.ts";
import { Button, Icon, SourceLinks } from "../shell/index.ts";
import type { EducationProps } from "./comparisonView.tsx";
import { groupWords } from "./educationWords.ts";

const groups = ["degree", "online", "course"] as const;

/** The kinds of education there are, each with what is known of it and a way to compare one. */
export function RoutesView({ controller, state }: EducationProps) {
  const { routes, facts } = state.data;
  return (
    <>
      {groups.map((group) => (
        <section key={group} class="kind-group" aria-label={groupWords[group]}>
          <h2>{groupWords[group]}</h2>
          <ul class="entry-list">
            {routes
              .filter((route) => route.group === group)
              .map((route) => (
                <li key={route.id} class="entry kind">
                  <div class="words">
                    <span class="name">{route.name}</span>
                    <span>For {route.for}.</span>
                    <Known route={route} />
                    <Origin {...{ controller, state }} id={route.id} sourced={route} />
                  </div>
                  <Button
                    kind="secondary"
                    disabled={!state.file.canEdit}
                    label={`Compare one: ${route.name}`}
                    onClick={() => controller.addOf(route.id)}
                  >
                    Compare one
                  </Button>
                </li>
              ))}
          </ul>
        </section>
      ))}
      <section class="kind-group" aria-label="Good to know">
        <h2>Good to know</h2>
        <ul class="entry-list">
          {facts.map((fact) => (
            <li key={fact.id} class="entry kind">
              <div class="words">
                <span>{fact.text}</span>
                <Origin {...{ controller, state }} id={fact.id} sourced={fact} />
              </div>
            </li>
          ))}
        </ul>
      </section>
      <p class="dim small prose">
        Gantry is not affiliated with any provider or issuer; names are their owners'. What stands here is as of the day
        it was checked: ask the provider.
      </p>
    </>
  );
}

function Known({ route: { credits, months, "contact-hours": hours, know } }: { readonly route: EducationRoute }) {
  const range = ({ from, to }: { readonly from: number; readonly to: number }): string =>
    from === to ? String(from) : `${from} to ${to}`;
  const figures = [
    ...(credits === undefined ? [] : [`${range(credits)} US credits`]),
    ...(months === undefined ? [] : [`${range(months)} months`]),
    ...(hours === undefined ? [] : [`${hours} contact hours`]),
  ].join(", ");
  if (figures === "" && know === undefined) return null;
  return (
    <span>
      {figures === "" ? "" : `Typically ${figures}. `}
      {know}
    </span>
  );
}

/** Who says so, how far that can be relied on, and when it was looked at. */
function Origin({
  controller,
  state,
  id,
  sourced,
}: EducationProps & { readonly id: string; readonly sourced: Sourced }) {
  return (
    <span class="dim small">
      <SourceLinks sources={sourced.sources} onOpen={(at) => controller.openSource(id, at)} />. Reliability{" "}
      {sourced.reliability}, checked {fullDayWords(parseDate(sourced.checked) ?? 0)}
      {isOld(sourced, state.today) ? (
        <span class="t-near">
          {" "}
          <Icon name="warning" class="i-s" /> more than 180 days ago: ask the provider
        </span>
      ) : null}
    </span>
  );
}
