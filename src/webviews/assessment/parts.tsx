import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { complexityOf, profileWith, responsibilitiesOf, scoresOf } from "../../core/practice/assessment/index.ts";
import type { AssessmentState } from "../../protocol/assessment.ts";
import { Button, CheckBox } from "../shell/index.ts";
import type { AssessmentController } from "./assessmentController.ts";
import { answersOf } from "./words.ts";

export interface PartProps {
  readonly controller: AssessmentController;
  readonly state: AssessmentState;
}

const fitWords = [
  ["yes", "Yes"],
  ["partly", "Partly"],
  ["no", "No"],
] as const;

/** Whether the person would want the work: answers and notes, and what to talk about. No score, no verdict. */
export function FitView({ controller, state }: PartProps) {
  const { set, current, canEdit } = state;
  const talks = set.fit.filter(({ id }) => current.fit[id] !== undefined && current.fit[id]?.answer !== "yes");
  const answered = set.fit.filter(({ id }) => current.fit[id] !== undefined).length;
  return (
    <Part
      title="Would I want to?"
      lead="Six questions, best answered with an example. They have no score and give no verdict."
    >
      {set.fit.map(({ id, ask }) => {
        const given = current.fit[id];
        return (
          <Item key={id} ask={ask} disabled={!canEdit}>
            <Choices
              name={id}
              values={fitWords}
              chosen={given?.answer}
              onChoose={(answer) => void controller.fit(id, answer)}
            />
            {given === undefined ? null : (
              <Note
                label={`Note: ${ask}`}
                value={given.note ?? ""}
                onKeep={(note) => void controller.fit(id, given.answer, note)}
              />
            )}
          </Item>
        );
      })}
      {answered === 0 ? null : (
        <section aria-label="To talk about">
          <h2 class="next-title">To talk about</h2>
          {talks.length === 0 ? (
            <p class="dim">Nothing from these answers. Ask somebody who does the job what they like least.</p>
          ) : (
            <ul class="talks">
              {talks.map(({ id, talk }) => (
                <li key={id}>
                  {talk}
                  {current.fit[id]?.note === undefined ? null : (
                    <div class="dim">You noted: {current.fit[id]?.note}</div>
                  )}
                </li>
              ))}
            </ul>
          )}
        </section>
      )}
    </Part>
  );
}

/** How complex the person's project is, by seven factors, and what evidence from it can show. */
export function ProjectView({ controller, state }: PartProps) {
  const { set, current, canEdit } = state;
  const { factors, ranges } = set.complexity;
  const { sum, range, rated, supportsUpTo } = complexityOf(set.complexity, new Map(Object.entries(current.complexity)));
  return (
    <Part
      title="How complex is my project?"
      lead="Seven factors of the CIFTER, a table that GAPPS made to compare projects; each counts 1 to 4. Rate the project your evidence comes from."
    >
      {factors.map(({ id, name, ratings }) => (
        <Item key={id} ask={name} disabled={!canEdit}>
          <Choices
            name={id}
            values={ratings.map((text, at) => [at + 1, text] as const)}
            chosen={current.complexity[id]}
            onChoose={(rating) => void controller.rate(id, rating)}
          />
        </Item>
      ))}
      <div class="sum" role="status">
        {sum === undefined ? (
          <span class="dim">
            {rated} of {factors.length} rated; the sum comes with the last one.
          </span>
        ) : (
          <>
            <b class="strong">
              {sum} of {factors.length * 4}: {range}.
            </b>{" "}
            {supportsUpTo === undefined
              ? "Its evidence can support any level."
              : `A project this simple can show level ${supportsUpTo} at most; for more, find evidence in a larger one. Your ratings stay as they are.`}
          </>
        )}
      </div>
      <p class="dim small">
        {ranges
          .map(({ upTo, name }, at) => `${(ranges[at - 1]?.upTo ?? factors.length - 1) + 1} to ${upTo} ${name}`)
          .join(" · ")}
      </p>
    </Part>
  );
}

const levels = [1, 2, 3, 4, 5];

/** A profile, levels of one's own, and the responsibilities one wants. */
export function TargetView({ controller, state }: PartProps) {
  const { set, skills, responsibilities, targets } = state;
  const plain = profileWith(set, { ...targets, levels: {} });
  const { targets: aimed } = profileWith(set, targets);
  const readiness = scoresOf(set, answersOf(state.current)).responsibilities;
  const titleOf = (id: string): string => responsibilities.find((one) => one.id === id)?.title ?? id;
  return (
    <Part
      title="What I aim at"
      lead="Kept in a private file of its own, for every assessment before and after. Profiles are our suggestion: change what does not fit you."
    >
      <ProfileSelect controller={controller} state={state} />
      <div class="aims">
        <table class="scores" aria-label="Target levels">
          <thead>
            <tr>
              <th scope="col">Skill</th>
              <th scope="col">Level to reach</th>
            </tr>
          </thead>
          <tbody>
            {skills.map(({ id, title }) => {
              const usual = plain.targets[id];
              const isOwn = targets.levels[id] !== undefined && targets.levels[id] !== usual;
              return (
                <tr key={id}>
                  <th scope="row" class={isOwn ? "strong" : ""}>
                    {title}
                  </th>
                  <td>
                    <select
                      class="select"
                      aria-label={`Level of ${title}`}
                      value={aimed[id]}
                      onChange={(event) => {
                        const level = Number(event.currentTarget.value);
                        void controller.aim({ kind: "level", skill: id, ...(level !== usual && { level }) });
                      }}
                    >
                      {levels.map((level) => (
                        <option key={level} value={level}>
                          {level} {set.levels[level - 1]?.name}
                        </option>
                      ))}
                    </select>
                    {isOwn ? <span class="dim small"> instead of {usual}</span> : null}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
        <table class="scores" aria-label="Responsibilities">
          <thead>
            <tr>
              <th scope="col">I want</th>
              <th scope="col" class="num">
                Ready for it
              </th>
            </tr>
          </thead>
          <tbody>
            {responsibilitiesOf(set).map((id) => {
              const title = titleOf(id);
              const percent = readiness.get(id)?.percent;
              return (
                <tr key={id}>
                  <th scope="row">
                    <span class="want">
                      <CheckBox
                        label={title}
                        checked={targets.wants.includes(id)}
                        onChange={(wanted) => void controller.aim({ kind: "want", responsibility: id, wanted })}
                      />
                      {title}
                    </span>
                  </th>
                  <td class="num dim">{percent === undefined ? "" : `${percent.toFixed(0)} %`}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <p class="dim small">
        {targets.wants.length === 0
          ? "Nothing is marked, so all responsibilities count the same."
          : "A gap counts by the share of its skill's questions that are about what you marked."}
      </p>
      <div class="foot">
        <Button onClick={() => controller.go({ kind: "result" })}>What it comes to</Button>
      </div>
    </Part>
  );
}

/** Chooses a profile; the person's own levels stay. */
export function ProfileSelect({ controller, state }: PartProps) {
  return (
    <label class="pair">
      <span class="dim small">Target</span>
      <select
        class="select"
        value={profileWith(state.set, state.targets).id}
        onChange={(event) => void controller.aim({ kind: "profile", profile: event.currentTarget.value })}
      >
        {state.set.profiles.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function Part(props: { readonly title: string; readonly lead: string; readonly children: ComponentChildren }) {
  return (
    <section class="part" aria-label={props.title}>
      <h2 class="part-title">{props.title}</h2>
      <p class="dim">{props.lead}</p>
      {props.children}
    </section>
  );
}

function Item(props: { readonly ask: string; readonly disabled: boolean; readonly children: ComponentChildren }) {
  return (
    <fieldset class="item" disabled={props.disabled}>
      <legend>{props.ask}</legend>
      {props.children}
    </fieldset>
  );
}

interface ChoicesProps<T extends string | number> {
  readonly name: string;
  readonly values: readonly (readonly [value: T, title: string])[];
  readonly chosen: T | undefined;
  readonly onChoose: (value: T) => void;
}

/** One of a few, in a row; arrows move as in any group of choices. */
function Choices<T extends string | number>({ name, values, chosen, onChoose }: ChoicesProps<T>) {
  return (
    <div class="choices">
      {values.map(([value, title]) => (
        <label key={value} class={value === chosen ? "choice is-chosen" : "choice"}>
          <input type="radio" name={name} value={value} checked={value === chosen} onChange={() => onChoose(value)} />
          {title}
        </label>
      ))}
    </div>
  );
}

/** A line that is kept when one leaves it or presses Enter. */
function Note(props: { readonly label: string; readonly value: string; readonly onKeep: (text: string) => void }) {
  const [text, setText] = useState(props.value);
  useEffect(() => setText(props.value), [props.value]);
  const keep = (): void => {
    if (text.trim() !== props.value) props.onKeep(text);
  };
  return (
    <span class="field">
      <input
        type="text"
        aria-label={props.label}
        placeholder="a note, with an example"
        maxLength={500}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onBlur={keep}
        onKeyDown={(event) => event.key === "Enter" && keep()}
      />
    </span>
  );
}
