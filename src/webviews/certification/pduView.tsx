import { formatDate, parseDate } from "../../core/model/date.ts";
import {
  type CertificationRecord,
  type PduCycle,
  type PduEntry,
  type PduKind,
  type PduResult,
  type PduSide,
  type PduStanding,
  pduKinds,
  pduSides,
  pdusOn,
  type RenewalRule,
} from "../../core/practice/certification/index.ts";
import { rounded } from "../../core/practice/rounded.ts";
import { isOld } from "../../core/practice/sourced.ts";
import { fullDayWords } from "../../core/timeline/dateWords.ts";
import type { CertificationState } from "../../protocol/certification.ts";
import {
  ChoiceLine,
  DayLine,
  Entry,
  Fields,
  Icon,
  numberIn,
  ProgressBar,
  Section,
  ShortLine,
  SourceLinks,
  TextLine,
  textIn,
  useEditing,
} from "../shell/index.ts";
import type { CertificationController } from "./certificationController.ts";

interface PduProps {
  readonly controller: CertificationController;
  readonly state: CertificationState;
}

const kindWords: Readonly<Record<PduKind, string>> = {
  education: "education",
  "giving-back": "giving back",
  working: "working in the role",
};
const sideWords: Readonly<Record<PduSide, string>> = {
  "ways-of-working": "ways of working",
  "power-skills": "power skills",
  "business-acumen": "business acumen",
};
const cutWords: Readonly<Record<PduResult["cut"][number]["why"], string>> = {
  outside: "outside the three years",
  working: "beyond what working may count",
  "giving-back": "beyond what giving back may count",
};
const amountOf = (pdus: number): string => `${rounded(pdus)}`;

/** What was learned and given at one side, what that keeps at the other. */
export function PduView({ controller, state }: PduProps) {
  const [editing, edit] = useEditing();
  const { ledger, data } = state;
  const { canEdit } = state.files.pdus;
  const renewable = data.certifications.filter(({ id }) => ruleFor(state, id) !== undefined);
  return (
    <div class="two">
      <section aria-labelledby="ledger-title">
        <h2 id="ledger-title">What you learned and gave</h2>
        <Section title="PDUs" add="Add PDUs" canEdit={canEdit} onAdd={() => edit("new")}>
          {[...ledger.entries]
            .sort((a, b) => b.date - a.date)
            .map((entry) =>
              editing === entry.id ? (
                <EntryForm key={entry.id} controller={controller} entry={entry} onDone={() => edit(undefined)} />
              ) : (
                <Entry
                  key={entry.id}
                  title={entry.title}
                  canEdit={canEdit}
                  onEdit={() => edit(entry.id)}
                  onRemove={() => void controller.changePdus({ kind: "remove", id: entry.id })}
                >
                  {amountOf(entry.pdus)} on {fullDayWords(entry.date)},{" "}
                  {entry.side === undefined ? kindWords[entry.kind] : `education in ${sideWords[entry.side]}`}
                  {entry.date > state.today ? ", planned" : ""}
                </Entry>
              ),
            )}
          {editing === "new" ? <EntryForm controller={controller} onDone={() => edit(undefined)} /> : null}
          {ledger.entries.length === 0 && editing !== "new" ? (
            <li class="dim">Courses, reading, talks you gave, work in the role: an hour is a PDU.</li>
          ) : null}
        </Section>
        <Section title="Earned" add="Add a certification" canEdit={canEdit} onAdd={() => edit("new cycle")}>
          {ledger.cycles.map(({ certification, from, to }) => (
            <Entry
              key={certification}
              title={controller.nameOf(certification)}
              canEdit={canEdit}
              onEdit={() => edit(`cycle ${certification}`)}
              onRemove={() => void controller.changePdus({ kind: "cycle", certification })}
            >
              {fullDayWords(from)} to {fullDayWords(to)}
            </Entry>
          ))}
          {editing === "new cycle" || editing?.startsWith("cycle ") === true ? (
            <CycleForm
              key={editing}
              controller={controller}
              renewable={renewable}
              cycle={ledger.cycles.find(({ certification }) => editing === `cycle ${certification}`)}
              onDone={() => edit(undefined)}
            />
          ) : null}
          {ledger.cycles.length === 0 && editing !== "new cycle" ? (
            <li class="dim">The certification you keep, with the day you earned or renewed it.</li>
          ) : null}
        </Section>
      </section>
      <section aria-labelledby="kept-title">
        <h2 id="kept-title">What that keeps</h2>
        {ledger.cycles.length === 0 ? <p class="dim">Add the certification that you keep.</p> : null}
        {ledger.cycles.map((cycle) => {
          const rule = ruleFor(state, cycle.certification);
          return (
            <div key={cycle.certification} class="kept">
              <h3>{controller.nameOf(cycle.certification)}</h3>
              {rule === undefined ? (
                <p class="dim">No rule is recorded for it; check at the issuer.</p>
              ) : (
                <>
                  <Kept
                    cycle={cycle}
                    rule={rule}
                    result={pdusOn(ledger.entries, cycle, rule, state.today)}
                    today={state.today}
                  />
                  <p class="dim small">
                    The rule is from{" "}
                    <SourceLinks sources={rule.sources} onOpen={(at) => controller.openSource(rule.id, at)} />.
                    Reliability {rule.reliability}, checked {fullDayWords(parseDate(rule.checked) ?? 0)}
                    {isOld(rule, state.today) ? ", more than 180 days ago: check at the issuer" : ""}.
                  </p>
                </>
              )}
            </div>
          );
        })}
      </section>
    </div>
  );
}

function ruleFor({ data }: CertificationState, id: string): RenewalRule | undefined {
  return data.renewals.find(({ certifications }) => certifications.includes(id));
}

interface KeptProps {
  readonly cycle: PduCycle;
  readonly rule: RenewalRule;
  readonly result: PduStanding;
  readonly today: number;
}

/** How far a cycle is, by each part of its rule, and what does not count. */
function Kept({ cycle, rule, result, today }: KeptProps) {
  const { counted, education, sides, givingBack, working, missing, cut, planned, plannedCounts, missingThen } = result;
  const least = (name: string, has: number, need: number) => (
    <tr key={name}>
      <th scope="row">{name}</th>
      <td class="num">{amountOf(has)}</td>
      <td class="dim">at least {need}</td>
      <td>
        {has >= need ? (
          <Icon name="check" class="t-ok" label="enough" />
        ) : (
          <span class="t-near">{amountOf(need - has)} missing</span>
        )}
      </td>
    </tr>
  );
  const most = (name: string, has: number, limit: number) => (
    <tr key={name}>
      <th scope="row">{name}</th>
      <td class="num">{amountOf(has)}</td>
      <td class="dim">at most {limit}</td>
      <td />
    </tr>
  );
  const left = cycle.to - today;
  return (
    <>
      <ProgressBar done={counted} total={rule.pdus} />
      <p>
        <strong>{amountOf(counted)}</strong> of {rule.pdus} count.{" "}
        {missing === 0
          ? "That is enough to renew it."
          : left < 0
            ? `${amountOf(missing)} were missing when its time ended on ${fullDayWords(cycle.to)}: ask the issuer.`
            : `${amountOf(missing)} more by ${fullDayWords(cycle.to)}, ${left === 1 ? "one day" : `${left} days`} from now.`}
      </p>
      {planned.length === 0 ? null : (
        <p>
          {amountOf(plannedCounts)} more {plannedCounts === 1 ? "is" : "are"} planned.{" "}
          {missing === 0
            ? ""
            : missingThen === 0
              ? "Once that is done, it is enough to renew it."
              : `Once that is done, ${amountOf(missingThen)} are still missing.`}
        </p>
      )}
      <table class="rule" aria-label="By the rule">
        <tbody>
          {least("Education", education, rule.education)}
          {pduSides.map((side) => least(`in ${sideWords[side]}`, sides[side], rule.eachSide))}
          {most("Giving back", givingBack, rule.givingBack)}
          {most("of which working", working, rule.working)}
        </tbody>
      </table>
      {cut.length === 0 ? null : (
        <>
          <h4>What does not count</h4>
          <ul class="small dim">
            {cut.map(({ entry, counts, why }) => (
              <li key={entry.id}>
                {entry.title}: {amountOf(entry.pdus - counts)} of {amountOf(entry.pdus)}, {cutWords[why]}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

interface EntryFormProps {
  readonly controller: CertificationController;
  readonly entry?: PduEntry;
  readonly onDone: () => void;
}

function EntryForm({ controller, entry, onDone }: EntryFormProps) {
  const save = (form: HTMLFormElement): Promise<boolean> => {
    const about = textIn(form, "about");
    const side = pduSides.find((one) => one === about);
    const kind = side === undefined ? (pduKinds.find((one) => one === about) ?? "giving-back") : "education";
    return controller.changePdus({
      kind: "entry",
      ...(entry !== undefined && { id: entry.id }),
      entry: {
        title: textIn(form, "title"),
        date: parseDate(textIn(form, "date")) ?? Number.NaN,
        kind,
        ...(side !== undefined && { side }),
        pdus: numberIn(form, "hours") ?? Number.NaN,
      },
    });
  };
  return (
    <Fields label={entry?.title ?? "New PDUs"} onSave={save} onDone={onDone}>
      <TextLine label="What" name="title" required value={entry?.title} />
      <DayLine label="When" name="date" required value={entry && formatDate(entry.date)} />
      <ChoiceLine
        label="Counts as"
        name="about"
        value={entry?.side ?? entry?.kind ?? "ways-of-working"}
        options={[
          ...pduSides.map((side) => [side, `education: ${sideWords[side]}`] as const),
          ...pduKinds.filter((kind) => kind !== "education").map((kind) => [kind, kindWords[kind]] as const),
        ]}
      />
      <ShortLine label="Hours" name="hours" required value={entry?.pdus} />
    </Fields>
  );
}

interface CycleFormProps {
  readonly controller: CertificationController;
  readonly renewable: readonly CertificationRecord[];
  readonly cycle: PduCycle | undefined;
  readonly onDone: () => void;
}

function CycleForm({ controller, renewable, cycle, onDone }: CycleFormProps) {
  const save = (form: HTMLFormElement): Promise<boolean> => {
    const from = parseDate(textIn(form, "from"));
    return controller.changePdus({
      kind: "cycle",
      certification: cycle?.certification ?? textIn(form, "certification"),
      ...(from !== undefined && { from }),
    });
  };
  return (
    <Fields label="Earned" onSave={save} onDone={onDone}>
      {cycle === undefined ? (
        <ChoiceLine label="Certification" name="certification" options={renewable.map(({ id, name }) => [id, name])} />
      ) : null}
      <DayLine label="Earned or renewed" name="from" required value={cycle && formatDate(cycle.from)} />
    </Fields>
  );
}
