/** Public holidays as explicit dates in a calendar. */
import { isMap } from "yaml";
import type { Holiday } from "./holidays.ts";
import { mapAt, topMap, type YamlDocument } from "./yamlText.ts";

/** Replaces the holidays of every calendar that is not based on another one; with none, the field goes. */
export function setHolidays(document: YamlDocument, holidays: readonly Holiday[]): void {
  const calendars = mapAt(topMap(document), "calendars");
  for (const pair of calendars?.items ?? []) {
    const calendar = pair.value;
    if (!isMap(calendar) || calendar.has("based-on")) continue;
    calendar.delete("holidays");
    if (holidays.length > 0) {
      calendar.items.push(
        document.createPair("holidays", Object.fromEntries(holidays.map(({ date, name }) => [date, name]))),
      );
    }
  }
}
