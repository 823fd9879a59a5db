import { Fragment } from "preact";
import {
  backgroundOf,
  type CertificationColumn,
  type CertificationRecord,
  costOf,
  eligibilityOn,
  eligibilityText,
  feeText,
  filterCertifications,
  hoursAsked,
  monthsAsked,
  sortCertifications,
} from "../../core/practice/certification/index.ts";
import { isOld } from "../../core/practice/sourced.ts";
import type { CertificationState } from "../../protocol/certification.ts";
import { Icon, TextField, Toggle } from "../shell/index.ts";
import type { CertificationController } from "./certificationController.ts";
import { RecordDetails } from "./recordDetails.tsx";

interface CompareProps {
  readonly controller: CertificationController;
  readonly state: CertificationState;
}

const columns: readonly (readonly [CertificationColumn, string, boolean])[] = [
  ["name", "Certification", false],
  ["issuer", "Issuer", false],
  ["level", "Level", false],
  ["experience", "Months asked", true],
  ["hours", "Hours asked", true],
  ["cost", "Fee, USD", true],
];
const levels = ["entry", "professional", "specialist"] as const;

/** A number that was typed; nothing where none was. */
function numberOf(text: string): number | undefined {
  const value = Number(text);
  return text.trim() === "" || !Number.isFinite(value) || value < 0 ? undefined : value;
}

/** Where nobody knows, that is not nothing. */
const askedText = (amount: number | undefined): string => (amount === 0 ? "none" : String(amount ?? "not known"));

/** All records in a table, with what is looked for above and a path through them. */
export function CompareView({ controller, state }: CompareProps) {
  const { filter, order } = controller;
  const { certifications } = state.data;
  const issuers = [...new Set(certifications.map(({ issuer }) => issuer))].sort();
  const fitting = filterCertifications(certifications, filter);
  const shown = order === undefined ? fitting : sortCertifications(fitting, order.by, order.isDescending);
  const without = <K extends keyof typeof filter>(key: K) => {
    const { [key]: _, ...rest } = filter;
    return rest;
  };
  const limit = (key: "mostHours" | "mostCost", label: string) => (
    <label class="field limit">
      <span class="small">{label}</span>
      <input
        type="text"
        inputMode="numeric"
        aria-label={label}
        value={filter[key] === undefined ? "" : String(filter[key])}
        onInput={(event) => {
          const value = numberOf(event.currentTarget.value);
          controller.find(value === undefined ? without(key) : { ...filter, [key]: value });
        }}
      />
    </label>
  );
  return (
    <>
      <Paths controller={controller} state={state} />
      <search class="filters">
        <TextField
          label="Find certifications"
          placeholder="Find"
          icon="search"
          value={filter.words ?? ""}
          onInput={(words) => controller.find({ ...filter, words })}
        />
        <select
          class="select"
          aria-label="Issuer"
          value={filter.issuer ?? ""}
          onChange={({ currentTarget: { value } }) =>
            controller.find(value === "" ? without("issuer") : { ...filter, issuer: value })
          }
        >
          <option value="">Any issuer</option>
          {issuers.map((issuer) => (
            <option key={issuer} value={issuer}>
              {issuer}
            </option>
          ))}
        </select>
        <select
          class="select"
          aria-label="Level"
          value={filter.level ?? ""}
          onChange={({ currentTarget: { value } }) => {
            const level = levels.find((one) => one === value);
            controller.find(level === undefined ? without("level") : { ...filter, level });
          }}
        >
          <option value="">Any level</option>
          {levels.map((level) => (
            <option key={level} value={level}>
              {level}
            </option>
          ))}
        </select>
        <Toggle
          label="No experience asked"
          pressed={filter.noExperience === true}
          onToggle={(noExperience) => controller.find({ ...filter, noExperience })}
        />
        {limit("mostHours", "Hours up to")}
        {limit("mostCost", "USD up to")}
        <span class="dim small" role="status">
          {shown.length} of {certifications.length}
        </span>
      </search>
      <table class="records" aria-label="Certifications">
        <thead>
          <tr>
            {columns.map(([id, title, isNumber]) => (
              <th
                key={id}
                scope="col"
                class={isNumber ? "num" : ""}
                aria-sort={order?.by !== id ? undefined : order.isDescending ? "descending" : "ascending"}
              >
                <button type="button" class="sort" onClick={() => controller.sort(id)}>
                  {title}
                  {order?.by === id ? <span aria-hidden="true">{order.isDescending ? " ↓" : " ↑"}</span> : null}
                </button>
              </th>
            ))}
            <th scope="col">You</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((record) => (
            <Row key={record.id} controller={controller} state={state} record={record} />
          ))}
        </tbody>
      </table>
      {shown.length === 0 ? <p class="dim">Nothing fits. Take one of the filters away.</p> : null}
    </>
  );
}

function Row({ controller, state, record }: CompareProps & { readonly record: CertificationRecord }) {
  const isOpen = controller.chosen === record.id;
  const eligibility = eligibilityOn(record, backgroundOf(state.background), state.today);
  return (
    <>
      <tr class={isOpen ? "is-open" : ""}>
        <th scope="row">
          <button type="button" class="open" aria-expanded={isOpen} onClick={() => controller.choose(record.id)}>
            <Icon name={isOpen ? "chevron-down" : "chevron-right"} />
            <span>{record.name}</span>
          </button>
          {isOld(record, state.today) ? (
            <span class="badge t-near">
              <Icon name="warning" class="i-s" /> check again
            </span>
          ) : null}
        </th>
        <td>{record.issuer}</td>
        <td>{record.level ?? "not known"}</td>
        <td class="num">{askedText(monthsAsked(record))}</td>
        <td class="num">{askedText(hoursAsked(record))}</td>
        <td class="num">{feeText(record).replace(" USD", "")}</td>
        <td>
          {state.files.background.isThere ? (
            eligibilityText(eligibility, controller.shortNameOf)
          ) : (
            <span class="dim">not known yet</span>
          )}
        </td>
      </tr>
      {isOpen ? (
        <tr class="details">
          <td colSpan={columns.length + 1}>
            <RecordDetails controller={controller} record={record} today={state.today} />
          </td>
        </tr>
      ) : null}
    </>
  );
}

/** A way that fits many who come from the same place, with its reason. */
function Paths({ controller, state }: CompareProps) {
  const { paths } = state.data;
  const path = paths.find(({ id }) => id === controller.path);
  const steps = path?.steps.map((choices) => choices.flatMap((id) => controller.record(id) ?? [])) ?? [];
  const cost = costOf(steps);
  return (
    <section class="paths" aria-label="Suggested path">
      <label>
        <span>Where do you come from?</span>{" "}
        <select
          class="select"
          value={controller.path ?? ""}
          onChange={({ currentTarget: { value } }) => controller.follow(value === "" ? undefined : value)}
        >
          <option value="">Choose</option>
          {paths.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {path === undefined ? null : (
        <>
          <ol class="steps">
            {steps.map((choices) => (
              <li key={choices.map(({ id }) => id).join()}>
                {choices.map(({ id, name }, at) => (
                  <Fragment key={id}>
                    {at === 0 ? null : " or "}
                    <button type="button" class="link-button" onClick={() => controller.choose(id)}>
                      {name}
                    </button>
                  </Fragment>
                ))}
              </li>
            ))}
          </ol>
          <p class="dim prose">
            {path.why} {steps.some(({ length }) => length > 1) ? "One of each" : "All of it"}: {cost.from} to {cost.to}{" "}
            USD in fees
            {cost.unknown === 0 ? "" : `, without ${cost.unknown} that nobody states`}.
          </p>
        </>
      )}
    </section>
  );
}
