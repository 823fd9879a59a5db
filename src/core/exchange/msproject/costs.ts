import type { Cost } from "../../model/records.ts";
import { IdMaker } from "../ids.ts";
import type { XmlElement } from "../xml/xmlElement.ts";
import type { Outline } from "./outline.ts";
import type { SourceResources } from "./resources.ts";
import { decimalOf, moneyOf, numberOf, oneLine, wholeNumber } from "./values.ts";

/** What tasks cost beside people: materials that they use and costs that are assigned to them. */
export function costsOf(
  assignments: readonly XmlElement[],
  outline: Outline,
  resources: SourceResources,
): readonly Cost[] {
  const ids = new IdMaker();
  const found: Cost[] = [];
  for (const assignment of assignments) {
    const resource = resources.byUid(wholeNumber(assignment.peek("ResourceUID")));
    if (resource === undefined || resource.kind === "work") continue;
    const uid = wholeNumber(assignment.peek("TaskUID"));
    const row = outline.byUid(uid);
    const amount = moneyOf(assignment.peek("Cost"));
    const place = `${resource.name}: ${row?.name ?? "the project"}`;
    if (amount === undefined) {
      assignment.loseAll("left-out", "It costs nothing, and only what costs something is in the budget.", place);
      continue;
    }
    assignment.settle("ResourceUID", "TaskUID", "UID", "Cost");
    const isMaterial = resource.kind === "material";
    const units = isMaterial ? numberOf(assignment.take("Units")) : undefined;
    const quantity = units === undefined || units <= 0 ? undefined : decimalOf(units, 3);
    const unit = oneLine(resource.element.take("MaterialLabel") ?? "");
    found.push({
      id: ids.take(row === undefined ? resource.name : `${resource.name} ${row.name}`, `cost-${found.length + 1}`),
      name: row === undefined ? resource.name : `${resource.name} for ${row.name}`,
      type: isMaterial ? "material" : "service",
      amount,
      ...(quantity !== undefined && { quantity }),
      ...(quantity !== undefined && unit !== "" && { unit }),
      ...(row !== undefined && { task: row.id }),
    });
  }
  for (const { kind, element, name } of resources.all()) {
    if (kind === "work") continue;
    element.settle("MaterialLabel");
    const why =
      kind === "material" ? "Materials are not people; what they cost is in the budget." : "Costs are in the budget.";
    element.loseRest("changed", why, name);
  }
  return found;
}
