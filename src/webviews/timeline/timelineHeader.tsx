import { useEffect, useMemo, useState } from "preact/hooks";
import { nearestZoomLevel, type Timeline, zoomLevels } from "../../core/timeline/index.ts";
import { IconButton, TextField, Toggle, Toolbar } from "../shell/index.ts";
import { type FilterName, isFiltering } from "./choices.ts";
import type { TimelineController, TimelineScreen } from "./timelineController.ts";
import { peopleIn } from "./visibleRows.ts";

interface HeaderProps {
  readonly controller: TimelineController;
  readonly screen: TimelineScreen;
  readonly onFocusRows: () => void;
}

/** What has a button of its own; the other levels are reached by zooming and through the menu. */
const levels = [
  { name: "day", title: "Day" },
  { name: "week", title: "Week" },
  { name: "month", title: "Month" },
] as const;

/** Name, finish, filter and what is shown. */
export function Header({ controller, screen, onFocusRows }: HeaderProps) {
  const { state, timeline, choices, later } = screen;
  const { scale } = controller;
  const [menu, setMenu] = useState<{ readonly x: number; readonly y: number; readonly button: HTMLElement }>();
  const level = scale === undefined ? undefined : nearestZoomLevel(scale);
  const finish = state?.finish;
  return (
    <header class="toolbar">
      <h1 class="ellipsis">{state?.name ?? "Timeline"}</h1>
      {finish === undefined ? null : (
        <span class="dim ellipsis outlook">
          <span class="only-wide">finish </span>
          <b class="strong">{finish.text}</b>
          {finish.room === "" ? null : <span class={finish.isLate ? "t-critical" : ""}>, {finish.room}</span>}
        </span>
      )}
      <span class="push" />
      {timeline === undefined ? null : (
        <>
          <FilterField controller={controller} query={choices.query} class="only-wide" onFocusRows={onFocusRows} />
          <Toolbar label="Timeline" class="actions">
            {timeline.ghost === undefined ? (
              <IconButton
                icon="layers"
                label="Compare with a baseline or an earlier state"
                onClick={() => controller.run("gantry.timeline.compareWith")}
              />
            ) : (
              <IconButton
                icon="layers"
                label={`Show ${timeline.ghost.name}`}
                pressed={choices.ghost}
                onClick={() => controller.choose({ ghost: !choices.ghost })}
              />
            )}
            <IconButton
              icon="type-hierarchy"
              label="Show links"
              pressed={choices.links}
              onClick={() => controller.choose({ links: !choices.links })}
            />
            <IconButton
              icon="graph"
              label="Show people’s load"
              class="only-wide"
              pressed={choices.load}
              onClick={() => controller.choose({ load: !choices.load })}
            />
            <IconButton
              icon="table"
              label="Show as a table"
              pressed={choices.asTable}
              onClick={() => controller.choose({ asTable: !choices.asTable })}
            />
            <span class="sep only-wide" />
            {choices.asTable ? null : (
              <fieldset class="segmented only-wide" aria-label="Scale">
                {levels.map(({ name, title }) => (
                  <button
                    type="button"
                    key={name}
                    aria-pressed={level === name}
                    onClick={() => controller.zoomTo(zoomLevels.find((one) => one.name === name)?.pixelsPerDay ?? 10)}
                  >
                    {title}
                  </button>
                ))}
              </fieldset>
            )}
            {choices.asTable ? null : (
              <IconButton icon="calendar" label="Go to today" onClick={() => controller.goToToday()} />
            )}
            <IconButton
              icon="ellipsis"
              label="More actions"
              hasMenu
              expanded={menu !== undefined}
              onClick={(event) => {
                const button = event.currentTarget as HTMLElement;
                const { left, bottom } = button.getBoundingClientRect();
                setMenu({ x: left, y: bottom, button });
                controller.needLater();
              }}
            />
          </Toolbar>
        </>
      )}
      {menu === undefined || later === undefined ? null : (
        <later.Menu
          label="More actions"
          groups={later.moreActions(controller, screen)}
          at={menu}
          onClose={() => {
            setMenu(undefined);
            menu.button.focus();
          }}
        />
      )}
    </header>
  );
}

interface FilterFieldProps extends Pick<HeaderProps, "controller" | "onFocusRows"> {
  readonly query: string;
  /** Where there is room for it: in the tool bar, or below. */
  readonly class: "only-wide" | "only-narrow";
}

function FilterField({ controller, query, class: where, onFocusRows }: FilterFieldProps) {
  return (
    <TextField
      class={`find ${where}`}
      icon="filter"
      label="Filter tasks"
      placeholder="Filter tasks"
      value={query}
      onInput={(text) => controller.choose({ query: text })}
      onKeyDown={(event) => {
        if (event.key !== "ArrowDown" && event.key !== "Enter") return;
        event.preventDefault();
        onFocusRows();
      }}
    />
  );
}

const filterWords: readonly { readonly name: FilterName; readonly title: string; readonly hint: string }[] = [
  { name: "critical", title: "Critical", hint: "What moves the end when it moves" },
  { name: "late", title: "Late", hint: "What misses a deadline, or makes something miss one" },
  { name: "soon", title: "Next two weeks", hint: "Not done, and begins within two weeks" },
  { name: "open", title: "Not done", hint: "What is still to do" },
];

/** Filters that are on or off; shown while there are rows. */
export function Filters({ controller, screen, onFocusRows }: HeaderProps) {
  const { choices, rows, timeline } = screen;
  // Who there is to choose from is looked up behind the first picture.
  const [listed, setListed] = useState<Timeline>();
  useEffect(() => {
    const frame = requestAnimationFrame(() => setListed(timeline));
    return () => cancelAnimationFrame(frame);
  }, [timeline]);
  const people = useMemo(() => (listed === undefined ? undefined : peopleIn(listed)), [listed]);
  const hasPeople = useMemo(() => timeline?.rows.who.some((who) => who !== "") === true, [timeline]);
  if (timeline === undefined) return null;
  return (
    <div class="bar filters">
      <FilterField controller={controller} query={choices.query} class="only-narrow" onFocusRows={onFocusRows} />
      {filterWords.map(({ name, title, hint }) => (
        <Toggle
          key={name}
          label={title}
          title={hint}
          pressed={choices.filters.includes(name)}
          onToggle={(on) =>
            controller.choose({
              filters: on ? [...choices.filters, name] : choices.filters.filter((one) => one !== name),
            })
          }
        />
      ))}
      {hasPeople ? (
        <select
          aria-label="Only what this person works on"
          class="select"
          value={choices.person ?? ""}
          onChange={(event) => {
            const { value } = event.currentTarget;
            const { person: _, ...rest } = choices;
            controller.replace(value === "" ? rest : { ...rest, person: value });
          }}
        >
          <option value="">Everybody</option>
          {(people ?? (choices.person === undefined ? [] : [choices.person])).map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      ) : null}
      {choices.stage === undefined ? null : (
        <Toggle
          label={`Only ${controller.nameOf(choices.stage)}`}
          pressed={true}
          onToggle={() => {
            const { stage: _, ...rest } = choices;
            controller.replace(rest);
          }}
        />
      )}
      {isFiltering(choices) ? (
        <span class="dim small push">
          {rows?.matches.toLocaleString()} of {timeline.rows.count.toLocaleString()}
        </span>
      ) : null}
    </div>
  );
}
