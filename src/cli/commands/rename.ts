import { longestId } from "../../core/model/identifier.ts";
import { renameRecord } from "../../core/text/editing/index.ts";
import { changeProject } from "../changeFiles.ts";
import type { Command } from "../command.ts";
import { findRecord, recordName } from "../findRecord.ts";
import { readDocuments } from "../openProject.ts";
import { plain } from "../plainText.ts";

export const rename: Command = {
  name: "rename",
  usage: "<id> <new id> [--section people]",
  about: "Gives a record another id, everywhere in the project's files and documents.",
  details: [
    `An id is a short slug: small letters, digits and hyphens, at most ${longestId}.`,
    "The record keeps the old id under “was”, so that logs and baselines, which are never changed, still find it.",
  ],
  examples: [
    "gantry rename api payments-api",
    "gantry rename ana ana-kovac --section people",
    "gantry rename people/ana ana-kovac",
  ],
  takes: [2, 2],
  options: {
    section: { value: "section", about: "Where to look, when several records have that id." },
    project: { value: "folder", about: "The project's folder." },
  },
  run: async (request, io) => {
    const [old = "", next = ""] = request.positional;
    const name = recordName(old, request.options.section);
    const { project, result, files } = await changeProject(io, request.options.project, async (opened) => {
      const place = findRecord(opened.reading, name);
      const { texts, unread } = await readDocuments(io, opened);
      const left = [...opened.unread, ...unread].map(({ path, what }) => `${path} ${what}.`);
      const plan = renameRecord(opened.reading, place, next, texts);
      return { plan, documents: texts, result: { section: place.section, before: place.record.id, left } };
    });
    const { section, before, left } = result;
    const lines = [
      ...files.map((path) => `  ${plain(io.shown(io.resolve(project.folder, path)))}`),
      ...left.map((what) => `Not looked through: ${plain(what)}`),
      `Renamed ${section}/${plain(before)} to ${plain(next)} in ${files.length} ${files.length === 1 ? "file" : "files"}.`,
    ];
    return {
      exitCode: 0,
      text: `${lines.join("\n")}\n`,
      json: { folder: io.shown(project.folder), section, before, after: next, files, notLookedThrough: left },
    };
  },
};
