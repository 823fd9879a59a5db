import { formatDate, parseDate } from "../../core/model/date.ts";
import {
  type ExperienceEntry,
  educations,
  educationWords,
  experienceKinds,
  experienceWords,
  type HoursEntry,
  hoursTopics,
  topicWords,
} from "../../core/practice/certification/index.ts";
import { dayWords } from "../../core/timeline/dateWords.ts";
import type { CertificationState } from "../../protocol/certification.ts";
import {
  CheckBox,
  ChoiceLine,
  DayLine,
  Entry,
  Fields,
  isTicked,
  numberIn,
  Section,
  ShortLine,
  TextLine,
  textIn,
  useEditing,
} from "../shell/index.ts";
import type { CertificationController } from "./certificationController.ts";

interface FormProps {
  readonly controller: CertificationController;
  readonly state: CertificationState;
}

const capital = (text: string): string => text.replace(/^./, (letter) => letter.toUpperCase());
const monthWords = (day: number, today: number): string => dayWords(day, today * 86_400);

/** What somebody has done and learned, each entry edited in its place. */
export function BackgroundForm({ controller, state }: FormProps) {
  const { background, data } = state;
  const { canEdit } = state.files.background;
  const [editing, edit] = useEditing();
  const held = new Set(background.certifications);
  return (
    <section aria-labelledby="background-title">
      <h2 id="background-title">Your background</h2>
      <label class="line">
        <span>Highest degree</span>
        <select
          class="select"
          disabled={!canEdit}
          value={background.education}
          onChange={({ currentTarget: { value } }) => {
            const education = educations.find((one) => one === value);
            if (education !== undefined) void controller.change({ kind: "education", education });
          }}
        >
          {educations.map((education) => (
            <option key={education} value={education}>
              {education === "none" ? "none of these" : capital(educationWords[education].replace(/^an? /, ""))}
            </option>
          ))}
        </select>
      </label>
      {background.education === "bachelor" ? (
        <div class="line">
          <CheckBox
            label="The programme is accredited by PMI's GAC"
            checked={background.isAccredited}
            disabled={!canEdit}
            onChange={(isAccredited) => void controller.change({ kind: "accredited", isAccredited })}
          />
          <span aria-hidden="true">The programme is accredited by PMI's GAC</span>
        </div>
      ) : null}

      <Section title="Projects" add="Add a project" canEdit={canEdit} onAdd={() => edit("new project")}>
        {background.experience.map((entry) =>
          editing === `project ${entry.id}` ? (
            <ProjectForm key={entry.id} controller={controller} entry={entry} onDone={() => edit(undefined)} />
          ) : (
            <Entry
              key={entry.id}
              title={entry.project}
              canEdit={canEdit}
              onEdit={() => edit(`project ${entry.id}`)}
              onRemove={() => void controller.change({ kind: "remove", section: "experience", id: entry.id })}
            >
              {monthWords(entry.from, state.today)} –{" "}
              {entry.to === undefined ? "now" : monthWords(entry.to, state.today)}
              {", "}
              {entry.kinds.map((kind) => experienceWords[kind]).join(", ") || "counts towards nothing"}
            </Entry>
          ),
        )}
        {editing === "new project" ? <ProjectForm controller={controller} onDone={() => edit(undefined)} /> : null}
        {background.experience.length === 0 && editing !== "new project" ? (
          <li class="dim">Projects you led or worked on, each with its first and last day.</li>
        ) : null}
      </Section>

      <Section title="Courses" add="Add a course" canEdit={canEdit} onAdd={() => edit("new course")}>
        {background.hours.map((entry) =>
          editing === `course ${entry.id}` ? (
            <CourseForm key={entry.id} controller={controller} entry={entry} onDone={() => edit(undefined)} />
          ) : (
            <Entry
              key={entry.id}
              title={entry.title}
              canEdit={canEdit}
              onEdit={() => edit(`course ${entry.id}`)}
              onRemove={() => void controller.change({ kind: "remove", section: "hours", id: entry.id })}
            >
              {entry.hours} hours, {topicWords[entry.topic]}
            </Entry>
          ),
        )}
        {editing === "new course" ? <CourseForm controller={controller} onDone={() => edit(undefined)} /> : null}
        {background.hours.length === 0 && editing !== "new course" ? (
          <li class="dim">Hours in class or online; an hour is an hour.</li>
        ) : null}
      </Section>

      <fieldset class="held">
        <legend>Certifications you hold</legend>
        {data.certifications.map(({ id, name }) => (
          <div key={id} class="line">
            <CheckBox
              label={name}
              checked={held.has(id)}
              disabled={!canEdit}
              onChange={(isHeld) => void controller.change({ kind: "certification", id, isHeld })}
            />
            <span aria-hidden="true" class="ellipsis">
              {name}
            </span>
          </div>
        ))}
      </fieldset>
    </section>
  );
}

interface ProjectFormProps {
  readonly controller: CertificationController;
  readonly entry?: ExperienceEntry;
  readonly onDone: () => void;
}

function ProjectForm({ controller, entry, onDone }: ProjectFormProps) {
  const save = (form: HTMLFormElement): Promise<boolean> => {
    const from = parseDate(textIn(form, "from"));
    const to = parseDate(textIn(form, "to"));
    return controller.change({
      kind: "experience",
      ...(entry !== undefined && { id: entry.id }),
      project: textIn(form, "project"),
      from: from ?? Number.NaN,
      ...(to !== undefined && { to }),
      kinds: experienceKinds.filter((kind) => isTicked(form, kind)),
    });
  };
  return (
    <Fields label={entry?.project ?? "New project"} onSave={save} onDone={onDone}>
      <TextLine label="Project" name="project" required value={entry?.project} />
      <DayLine label="First day" name="from" required value={entry && formatDate(entry.from)} />
      <DayLine
        label="Last day"
        name="to"
        value={entry?.to === undefined ? "" : formatDate(entry.to)}
        hint="empty while it goes on"
      />
      <fieldset class="kinds">
        <legend>What you did there</legend>
        {experienceKinds.map((kind) => (
          <label key={kind}>
            <input type="checkbox" name={kind} defaultChecked={entry?.kinds.includes(kind) ?? kind === "leading"} />{" "}
            {experienceWords[kind]}
          </label>
        ))}
      </fieldset>
    </Fields>
  );
}

interface CourseFormProps {
  readonly controller: CertificationController;
  readonly entry?: HoursEntry;
  readonly onDone: () => void;
}

function CourseForm({ controller, entry, onDone }: CourseFormProps) {
  const save = (form: HTMLFormElement): Promise<boolean> => {
    return controller.change({
      kind: "hours",
      ...(entry !== undefined && { id: entry.id }),
      title: textIn(form, "title"),
      topic: hoursTopics.find((topic) => topic === textIn(form, "topic")) ?? "project-management",
      hours: numberIn(form, "hours") ?? Number.NaN,
    });
  };
  return (
    <Fields label={entry?.title ?? "New course"} onSave={save} onDone={onDone}>
      <TextLine label="Course" name="title" required value={entry?.title} />
      <ChoiceLine
        label="About"
        name="topic"
        value={entry?.topic ?? "project-management"}
        options={hoursTopics.map((topic) => [topic, topicWords[topic]])}
      />
      <ShortLine label="Hours" name="hours" required value={entry?.hours} />
    </Fields>
  );
}
