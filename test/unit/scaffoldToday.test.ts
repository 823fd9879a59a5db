import assert from "node:assert/strict";
import { projectToday, today } from "../../src/features/scaffold/today.ts";

const header = { version: 1, name: "Harbour" };

describe("the day of a project", () => {
  it("is the one in its time zone", () => {
    const now = new Date("2027-03-01T23:30:00Z");
    assert.equal(projectToday({ ...header, timeZone: "Pacific/Auckland" }, now), "2027-03-02");
    assert.equal(projectToday({ ...header, timeZone: "America/Los_Angeles" }, now), "2027-03-01");
  });

  it("is its status date where that is pinned", () => {
    assert.equal(projectToday({ ...header, statusDate: "2026-05-04", timeZone: "UTC" }), "2026-05-04");
  });

  it("is this machine's where its zone is unknown or not named", () => {
    const now = new Date("2027-03-01T12:00:00Z");
    assert.equal(projectToday({ ...header, timeZone: "Mars/Olympus <script>" }, now), today(now));
    assert.equal(projectToday(header, now), today(now));
  });
});
