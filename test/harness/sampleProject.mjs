// @ts-check
/** The project folder that `npm start` opens: a copy of the sample, kept with all that was changed in it. */
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { cacheFolder } from "./cache.mjs";
import { fromRoot } from "./paths.mjs";
import { say } from "./progress.mjs";

const sampleName = "payments-migration";

/**
 * Gives the folder to open. One of an earlier start is kept as it is, with the edits made in it.
 * @param {{ fresh?: boolean, place?: string }} [options] `fresh` makes a new copy and moves the old one aside; `place` is
 *   the folder in which it is made, else the cache
 * @returns {string}
 */
export function sampleProject({ fresh = false, place = path.join(cacheFolder(), "sample") } = {}) {
  const folder = path.join(place, sampleName);
  if (existsSync(folder)) {
    if (!fresh) {
      say(`Opening the sample project of an earlier start, with its edits (--fresh makes a new one): ${folder}`);
      return folder;
    }
    const aside = `${folder}-${new Date().toISOString().replaceAll(/[-:]|\..*/g, "")}`;
    renameSync(folder, aside);
    say(`The sample project of an earlier start was moved to ${aside}`);
  }
  mkdirSync(folder, { recursive: true });
  const source = fromRoot("templates", "sample");
  if (!existsSync(source) || readdirSync(source).length === 0) {
    writeFileSync(
      path.join(folder, "README.md"),
      "# A folder to try Gantry in\n\nPress F1 and type: Gantry: New Project\n",
    );
    say("There is no sample project in templates/sample; an empty folder is opened instead.");
  } else {
    // The sample is either a whole workspace or the project folder alone.
    const target = existsSync(path.join(source, "gantry.yaml")) ? path.join(folder, "project") : folder;
    cpSync(source, target, { recursive: true });
  }
  return folder;
}
