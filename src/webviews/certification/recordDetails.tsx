import { parseDate } from "../../core/model/date.ts";
import {
  type CertificationRecord,
  courseText,
  feeText,
  pathText,
  renewalText,
} from "../../core/practice/certification/index.ts";
import { isOld } from "../../core/practice/sourced.ts";
import { fullDayWords } from "../../core/timeline/dateWords.ts";
import { Button, Icon, SourceLinks } from "../shell/index.ts";
import type { CertificationController } from "./certificationController.ts";

interface DetailsProps {
  readonly controller: CertificationController;
  readonly record: CertificationRecord;
  readonly today: number;
}

/** A record in full, alone or with another one beside it. */
export function RecordDetails({ controller, record, today }: DetailsProps) {
  const beside = controller.beside === undefined ? undefined : controller.record(controller.beside);
  const others = controller.state?.data.certifications.filter(({ id }) => id !== record.id) ?? [];
  return (
    <>
      {beside === undefined ? (
        <RecordFacts controller={controller} record={record} today={today} />
      ) : (
        <div class="pair">
          {[record, beside].map((one) => (
            <section key={one.id} aria-label={one.name}>
              <h2>{one.name}</h2>
              <RecordFacts controller={controller} record={one} today={today} />
            </section>
          ))}
        </div>
      )}
      <p class="do line">
        <Button kind="secondary" onClick={() => controller.plan(record.id)}>
          Plan the study…
        </Button>
        <label>
          Beside{" "}
          <select
            class="select"
            value={beside?.id ?? ""}
            onChange={({ currentTarget: { value } }) => controller.putBeside(value === "" ? undefined : value)}
          >
            <option value="">nothing</option>
            {others.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </p>
    </>
  );
}

/** Everything a record says, with what sources contradict each other in, and where it comes from. */
function RecordFacts({ controller, record, today }: DetailsProps) {
  const {
    eligibility,
    exam,
    insteadOfExam = "",
    renewal,
    fee,
    retake,
    studyHours,
    conflicts = [],
    sources,
    reliability,
    checked,
  } = record;
  const ways = eligibility.paths.map((path) => pathText(path, controller.shortNameOf));
  const { courses = [], unknown, advice = [] } = eligibility;
  const asked = [...ways, ...courses.map(courseText), ...(unknown === undefined ? [] : [unknown])];
  const rule = controller.state?.data.renewals.find(({ certifications }) => certifications.includes(record.id));
  return (
    <dl class="facts">
      <dt>Asked for</dt>
      <dd>
        {asked.length === 0 ? "Nothing" : null}
        {ways.length > 1 ? "One of these:" : null}
        {asked.length === 0 ? null : (
          <ul>
            {asked.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        )}
      </dd>
      {advice.length === 0 ? null : (
        <>
          <dt>Advised</dt>
          <dd>{advice.join("; ")}</dd>
        </>
      )}
      <dt>Exam</dt>
      <dd>{exam ?? `None. ${insteadOfExam}`}</dd>
      <dt>Fee</dt>
      <dd>
        {feeText(record)}
        {fee?.note === undefined ? "" : ` (${fee.note})`}
        {retake === undefined ? null : (
          <div class="dim">
            One attempt more: {retake.amount} USD, {retake.note}
          </div>
        )}
      </dd>
      <dt>To keep it</dt>
      <dd>
        {renewal}
        {rule === undefined ? null : <div class="dim">{renewalText(rule)}</div>}
      </dd>
      {studyHours === undefined ? null : (
        <>
          <dt>Learning</dt>
          <dd>about {studyHours} hours</dd>
        </>
      )}
      {conflicts.length === 0 ? null : (
        <>
          <dt>Sources differ</dt>
          <dd>
            {conflicts.map(({ about, values }) => (
              <div key={about}>
                {about}: {values.join(", or ")}. Check at the issuer.
              </div>
            ))}
          </dd>
        </>
      )}
      <dt>Checked</dt>
      <dd>
        {fullDayWords(parseDate(checked) ?? 0)}, reliability {reliability}
        {isOld(record, today) ? (
          <span class="t-near">
            {" "}
            <Icon name="warning" class="i-s" /> more than 180 days ago: check at the issuer
          </span>
        ) : null}
      </dd>
      <dt>Sources</dt>
      <dd>
        <SourceLinks sources={sources} onOpen={(at) => controller.openSource(record.id, at)} />
      </dd>
    </dl>
  );
}
