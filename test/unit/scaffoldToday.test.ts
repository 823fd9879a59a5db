import assert from "node:assert/strict";
import { ownTimeZone } from "../../src/core/model/timeZone.ts";
import { projectToday, untilMidnight } from "../../src/core/model/today.ts";
import { today } from "../../src/features/scaffold/today.ts";

const header = { version: 1, name: "Harbour" };

describe("the day of a project", () => {
  it("is the one in its time zone", () => {
    const now = new Date("2027-03-01T23:30:00Z");
    assert.equal(projectToday({ ...header, timeZone: "Pacific/Auckland" }, now), "2027-03-02");
    assert.equal(projectToday({ ...header, timeZone: "America/Los_Angeles" }, now), "2027-03-01");
  });

  it("is its status date where that is pinned", () => {
    assert.equal(projectToday({ ...header, statusDate: "2026-05-04", timeZone: "UTC" }, new Date()), "2026-05-04");
  });

  it("is this machine's where its zone is not named, and that of UTC where it is none", () => {
    const now = new Date("2027-03-01T12:00:00Z");
    assert.equal(projectToday({ ...header, timeZone: "Mars/Olympus <script>" }, now), "2027-03-01");
    assert.equal(projectToday(header, now, ownTimeZone()), today(now));
  });

  it("ends at midnight in its zone", () => {
    const now = new Date("2027-03-01T23:30:00.400Z");
    assert.equal(untilMidnight("UTC", now), 30 * 60_000);
    assert.equal(untilMidnight("Europe/Vienna", now), 23.5 * 3_600_000);
    assert.equal(untilMidnight("Asia/Kathmandu", now), (18 * 60 + 45) * 60_000);
    assert.equal(untilMidnight("Mars/Olympus", now), 30 * 60_000);
    assert.equal(untilMidnight("UTC", new Date("2027-03-01T23:59:59.999Z")), 1000, "never nothing");
  });
});
