// @ts-check
/** Other programs' timelines in a page of their own, for comparison: each draws the same generated tasks. */

const day = 86_400_000;

/**
 * What a page does to draw so many tasks with another program; it answers with the milliseconds up to the next frame.
 * @typedef {object} Peer
 * @property {string} name
 * @property {readonly string[]} files of the package folder: a style sheet and a script
 * @property {number} most tasks: more would take minutes
 * @property {string} draw a function body that gets `tasks` and `place` and draws; may return a promise
 * @property {string} scroller an expression for the element that scrolls; empty where nothing does
 */

/** @type {readonly Peer[]} */
export const peers = [
  {
    name: "dhtmlx-gantt",
    files: ["dhtmlx-gantt/codebase/dhtmlxgantt.css", "dhtmlx-gantt/codebase/dhtmlxgantt.js"],
    most: 10_000,
    draw: `gantt.config.date_format = "%Y-%m-%d";
      gantt.init(place);
      gantt.parse({
        data: tasks.map((t) => ({ id: t.id, text: t.name, start_date: t.start, duration: t.days, progress: 0.4 })),
        links: tasks.flatMap((t) => t.after.map((from, i) => ({ id: t.id + "-" + i, source: from, target: t.id, type: "0" }))),
      });`,
    scroller: `document.querySelector(".gantt_ver_scroll")`,
  },
  {
    name: "frappe-gantt",
    files: ["frappe-gantt/dist/frappe-gantt.css", "frappe-gantt/dist/frappe-gantt.umd.js"],
    most: 5_000,
    draw: `new Gantt(place, tasks.map((t) => ({
        id: t.id, name: t.name, start: t.start, end: t.end, progress: 40, dependencies: t.after.join(","),
      })), { view_mode: "Week" });`,
    scroller: `document.querySelector(".gantt-container")`,
  },
  {
    name: "mermaid",
    files: ["mermaid/dist/mermaid.min.js"],
    most: 5_000,
    draw: `mermaid.initialize({ startOnLoad: false, maxTextSize: 1e8 });
      const text = ["gantt", "dateFormat YYYY-MM-DD", "section Work",
        ...tasks.map((t) => t.name + " :" + t.id + ", " + t.start + ", " + t.days + "d")].join("\\n");
      return mermaid.render("picture", text).then(({ svg }) => { place.innerHTML = svg; });`,
    scroller: "",
  },
];

/** npm packages that hold them, with the versions that are compared. */
export const peerPackages = ["dhtmlx-gantt@10.0.3", "frappe-gantt@1.2.2", "mermaid@11.17.2"];

/**
 * Tasks in the order of their starts, each behind two others.
 * @param {number} count
 */
export function peerTasks(count) {
  const begin = Date.UTC(2027, 0, 4);
  /** @param {number} at */
  const written = (at) => new Date(begin + at * day).toISOString().slice(0, 10);
  return Array.from({ length: count }, (_, index) => {
    const at = Math.floor(index / 7);
    const days = 1 + ((index * 7) % 10);
    const after = [index - 21, index - 35].filter((from) => from >= 0).map((from) => `t${from}`);
    return { id: `t${index}`, name: `Task ${index}`, start: written(at), end: written(at + days), days, after };
  });
}
