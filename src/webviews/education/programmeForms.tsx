import { parseDate } from "../../core/model/date.ts";
import {
  accreditations,
  type Criterion,
  deliveries,
  type Programme,
  type ProgrammeFacts,
  startingFigures,
} from "../../core/practice/education/index.ts";
import type { EducationState } from "../../protocol/education.ts";
import { ChoiceLine, DayLine, Fields, numberIn, ShortLine, TextLine, textIn } from "../shell/index.ts";
import type { EducationController } from "./educationController.ts";
import { accreditationWords, deliveryWords } from "./educationWords.ts";
import { dayField } from "./matrix.tsx";

interface ProgrammeFormProps {
  readonly controller: EducationController;
  readonly state: EducationState;
  readonly programme: Programme | undefined;
  readonly onDone: () => void;
}

const unknown = ["", "not known yet"] as const;

/** Everything that is known of a programme; what is not stays empty. */
export function ProgrammeForm({ controller, state, programme, onDone }: ProgrammeFormProps) {
  const kind = programme?.kind ?? controller.newKind;
  const route = programme === undefined ? state.data.routes.find(({ id }) => id === kind) : undefined;
  const figures = route === undefined ? {} : startingFigures(route);
  const save = (form: HTMLFormElement): Promise<boolean> =>
    controller.change({
      kind: "programme",
      ...(programme !== undefined && { id: programme.id }),
      facts: factsIn(form),
    });
  return (
    <Fields label={programme?.name ?? "New programme"} onSave={save} onDone={onDone}>
      <TextLine label="Programme" name="name" required value={programme?.name} />
      <ChoiceLine
        label="Kind"
        name="kind"
        value={kind}
        options={[unknown, ...state.data.routes.map(({ id, name }) => [id, name] as const)]}
      />
      <TextLine label="Provider" name="provider" value={programme?.provider} />
      <ChoiceLine
        label="Accreditation"
        name="accreditation"
        value={programme?.accreditation}
        options={[unknown, ...accreditations.map((one) => [one, accreditationWords[one]] as const)]}
      />
      <ChoiceLine
        label="Delivery"
        name="delivery"
        value={programme?.delivery}
        options={[unknown, ...deliveries.map((one) => [one, deliveryWords[one]] as const)]}
      />
      <ShortLine
        label="Full cost"
        name="cost"
        isText
        value={programme?.cost}
        hint="such as 12000 EUR; with books, travel and exam"
      />
      <ShortLine label="Months" name="months" value={programme?.months ?? figures.months} />
      <ShortLine label="Hours a week" name="hoursAWeek" value={programme?.hoursAWeek} />
      <ShortLine
        label="Contact hours"
        name="contactHours"
        value={programme?.contactHours ?? figures.contactHours}
        hint="of project management education"
      />
      <ChoiceLine
        label="Final project"
        name="finalProject"
        value={programme?.finalProject === undefined ? "" : programme.finalProject ? "yes" : "no"}
        options={[unknown, ["yes", "yes"], ["no", "no"]]}
      />
      <ShortLine label="Technical content" name="technical" value={programme?.technical} hint="0 to 5" />
      <TextLine label="Entry requirement" name="requires" value={programme?.requires} />
      <DayLine label="Start" name="start" value={dayField(programme?.start)} />
      <TextLine label="Source" name="source" value={programme?.source} />
    </Fields>
  );
}

/** What stands in the fields, without what is empty. */
function factsIn(form: HTMLFormElement): ProgrammeFacts {
  const words = (name: string): string | undefined => textIn(form, name).trim() || undefined;
  const project = textIn(form, "finalProject");
  const facts = {
    kind: words("kind"),
    provider: words("provider"),
    accreditation: accreditations.find((one) => one === textIn(form, "accreditation")),
    delivery: deliveries.find((one) => one === textIn(form, "delivery")),
    cost: words("cost"),
    months: numberIn(form, "months"),
    hoursAWeek: numberIn(form, "hoursAWeek"),
    contactHours: numberIn(form, "contactHours"),
    finalProject: project === "" ? undefined : project === "yes",
    technical: numberIn(form, "technical"),
    requires: words("requires"),
    start: parseDate(textIn(form, "start")),
    source: words("source"),
  };
  const known = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
  return { name: textIn(form, "name"), ...known };
}

interface CriterionFormProps {
  readonly controller: EducationController;
  readonly criterion: Criterion | undefined;
  readonly onDone: () => void;
}

/** What programmes are compared by, and how much it counts. */
export function CriterionForm({ controller, criterion, onDone }: CriterionFormProps) {
  const save = (form: HTMLFormElement): Promise<boolean> =>
    controller.change({
      kind: "criterion",
      ...(criterion !== undefined && { id: criterion.id }),
      name: textIn(form, "name"),
      weight: numberIn(form, "weight") ?? Number.NaN,
    });
  return (
    <Fields label={criterion?.name ?? "New criterion"} onSave={save} onDone={onDone}>
      <TextLine label="Criterion" name="name" required value={criterion?.name} />
      <ShortLine label="Weight" name="weight" required value={criterion?.weight} hint="all of them add up to 100" />
    </Fields>
  );
}
