// @ts-check
/**
 * npm run bench -- timeline [rows …]: the timeline's view in a real browser, from data received to the first frame, and what a frame costs
 * while it scrolls, beside other programs in the same run. The first paint is timed in a browser as people have it; frames in one
 * whose frame rate is not held back, so that a frame is as long as its work. Beside the frames, which hold whatever else the machine
 * does, stands the time that the page's own thread works for a step of scrolling.
 */
import { existsSync } from "node:fs";
import path from "node:path";
import { chromium } from "playwright-core";
import { getBrowser } from "../harness/browser.mjs";
import { ensureInstalled } from "../harness/cache.mjs";
import { npm } from "../harness/npm.mjs";
import { buildPreview } from "../preview/build.mjs";
import { serveFolder } from "../preview/serve.mjs";
import { peerPackages, peers, peerTasks } from "./timelinePeers.mjs";

const flags = [
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--enable-precise-memory-info",
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];
const unheld = ["--disable-frame-rate-limit", "--disable-gpu-vsync"];
const ownCounts = [100, 1_000, 10_000, 100_000, 1_000_000];
const peerCounts = [100, 1_000, 5_000, 10_000];
const rounds = { paint: 9, frames: 4 };
/** The gates of the design: for 10,000 rows. */
const gates = { rows: 10_000, paint: 100, frame: 16, heap: 150 };

/**
 * @param {readonly number[]} values
 * @param {number} share
 */
function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

const painted = "The first bars are painted.";

/**
 * Marks when the data arrives and when the first bar is on the screen, and says so: asking the page would hold it up.
 * @param {string} word
 */
function watchFirstPaint(word) {
  const page = /** @type {any} */ (globalThis);
  window.addEventListener(
    "message",
    (event) => {
      // Reading what arrived is part of it.
      const now = performance.now();
      if (event.data?.type !== "state" || page.received !== undefined) return;
      page.received = now;
      const look = () => {
        if (document.querySelector(".chart-bars .bar") === null) requestAnimationFrame(look);
        // The frame behind the one in which the bars were there: they have been painted by then.
        else
          requestAnimationFrame(() => {
            page.painted = performance.now();
            console.info(word);
          });
      };
      requestAnimationFrame(look);
    },
    true,
  );
}

/**
 * Scrolls an element step by step and says how long each frame was.
 * @param {string} expression
 */
async function scrollFrames(expression) {
  const box = /** @type {HTMLElement | null} */ (new Function(`return ${expression}`)());
  if (box === null) return [];
  const frames = [];
  /** @returns {Promise<number>} */
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  for (let warm = 0; warm < 20; warm++) {
    box.scrollTop += 66;
    await frame();
  }
  let last = performance.now();
  for (let step = 0; step < 300; step++) {
    // Mostly as a wheel does it, now and then far away.
    box.scrollTop = step % 60 === 59 ? (box.scrollHeight * (step % 7)) / 7 : box.scrollTop + 66;
    await frame();
    const now = performance.now();
    frames.push(now - last);
    last = now;
  }
  return frames;
}

/** What the browser counts of the page's thread, in seconds; the first one holds the others. */
const shares = ["TaskDuration", "ScriptDuration", "LayoutDuration", "RecalcStyleDuration"];
/** A step, and how often it is taken: as a wheel does it, and to where all rows are others. */
const steps = {
  near: { scroll: "box.scrollTop += 66", times: 120 },
  far: { scroll: "box.scrollTop = (box.scrollHeight * (turn * 3 % 7)) / 7 + turn * 66", times: 60 },
};
/** Frames after a step in which rows around those in sight are drawn. */
const framesOfStep = 6;

/**
 * How long the page's thread works for a step and the frames behind it: not by the clock, so that other programs count little.
 * @param {import("playwright-core").Page} page
 * @param {string} expression the element that scrolls
 * @returns {Promise<{ near: number[][], far: number[][] }>} for each step its shares, in milliseconds
 */
async function workOfSteps(page, expression) {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const now = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return shares.map((share) => (metrics.find(({ name }) => name === share)?.value ?? 0) * 1000);
  };
  /** @param {"near" | "far"} kind */
  const take = async (kind) => {
    const { scroll, times } = steps[kind];
    const taken = [];
    for (let turn = 1; turn <= times; turn++) {
      const before = await now();
      await page.evaluate(`(async () => {
        const box = ${expression};
        const turn = ${turn};
        ${scroll};
        for (let frame = 0; frame < ${framesOfStep}; frame++) await new Promise(requestAnimationFrame);
      })()`);
      const after = await now();
      taken.push(after.map((value, at) => value - (before[at] ?? 0)));
    }
    return taken;
  };
  return { near: await take("near"), far: await take("far") };
}

/** @param {{ near: number[][], far: number[][] }} work */
function workWords(work) {
  const words = [];
  for (const kind of /** @type {const} */ (["near", "far"])) {
    const [all, script, layout, style] = shares.map((_, at) => work[kind].map((step) => step[at] ?? 0));
    const median = [script, layout, style].map((values) => quantile(values ?? [], 0.5).toFixed(1));
    words.push(
      `${kind} ${quantile(all ?? [], 0.5).toFixed(1)} ms, p99 ${quantile(all ?? [], 0.99).toFixed(1)} ms ` +
        `(script ${median[0]}, layout ${median[1]}, style ${median[2]})`,
    );
  }
  return words.join("; ");
}

/**
 * @typedef {object} Browsers
 * @property {import("playwright-core").Browser} usual
 * @property {import("playwright-core").Browser} unheld its frame rate is not held back
 */

const screen = { viewport: { width: 1280, height: 800 } };

/**
 * @param {import("playwright-core").Browser} browser
 * @param {string} address
 * @param {number} count
 */
async function openOwn(browser, address, count) {
  const page = await browser.newPage(screen);
  await page.addInitScript(watchFirstPaint, painted);
  const isPainted = page.waitForEvent("console", { predicate: (line) => line.text() === painted, timeout: 120_000 });
  await page.goto(`${address}?view=timeline&theme=dark&state=${count}`);
  await isPainted;
  return page;
}

/**
 * @param {Browsers} browsers
 * @param {string} address
 * @param {number} count
 */
async function measureOwn(browsers, address, count) {
  const paints = [];
  for (let round = 0; round < rounds.paint; round++) {
    const page = await openOwn(browsers.usual, address, count);
    paints.push(/** @type {number} */ (await page.evaluate("globalThis.painted - globalThis.received")));
    await page.close();
  }
  /** @type {number[]} */
  const frames = [];
  /** @type {number[]} */
  const heaps = [];
  for (let round = 0; round < rounds.frames; round++) {
    const page = await openOwn(browsers.unheld, address, count);
    frames.push(...(await page.evaluate(scrollFrames, 'document.querySelector(".rows")')));
    heaps.push(/** @type {number} */ (await page.evaluate("performance.memory.usedJSHeapSize / 1e6")));
    await page.close();
  }
  const page = await openOwn(browsers.unheld, address, count);
  const work = await workOfSteps(page, 'document.querySelector(".rows")');
  await page.close();
  return { paint: quantile(paints, 0.5), frames, heap: quantile(heaps, 0.5), work };
}

/**
 * A page of words that stands still, for scale: what a frame costs this machine where nothing has to be done for it.
 * @param {Browsers} browsers
 */
async function measureStill({ unheld: browser }) {
  /** @type {number[]} */
  const frames = [];
  let work;
  for (let round = 0; round < rounds.frames; round++) {
    const page = await browser.newPage(screen);
    await page.setContent(
      '<body style="margin: 0; font: 13px sans-serif"><div id="box" style="height: 780px; overflow: auto">',
    );
    await page.evaluate(() => {
      const line = `<div style="height: 22px">${'<span style="display: inline-block; width: 150px">Words in a row</span>'.repeat(6)}</div>`;
      /** @type {HTMLElement} */ (document.getElementById("box")).innerHTML = line.repeat(2_000);
    });
    frames.push(...(await page.evaluate(scrollFrames, 'document.getElementById("box")')));
    work ??= await workOfSteps(page, 'document.getElementById("box")');
    await page.close();
  }
  return { frames, work: work ?? { near: [], far: [] } };
}

/**
 * @param {import("playwright-core").Browser} browser
 * @param {string} folder of the installed packages
 * @param {import("./timelinePeers.mjs").Peer} peer
 * @param {number} count
 */
async function openPeer(browser, folder, peer, count) {
  const page = await browser.newPage(screen);
  await page.setContent('<div id="place" style="width: 1280px; height: 780px"></div>');
  for (const file of peer.files) {
    const from = path.join(folder, "node_modules", file);
    if (file.endsWith(".css")) await page.addStyleTag({ path: from });
    else await page.addScriptTag({ path: from });
  }
  const tasks = peerTasks(count);
  const paint = await page.evaluate(
    async ({ tasks, draw }) => {
      const begun = performance.now();
      await new Function("tasks", "place", draw)(tasks, document.getElementById("place"));
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      return performance.now() - begun;
    },
    { tasks, draw: peer.draw },
  );
  return { page, paint };
}

/**
 * @param {Browsers} browsers
 * @param {string} folder of the installed packages
 * @param {import("./timelinePeers.mjs").Peer} peer
 * @param {number} count
 */
async function measurePeer(browsers, folder, peer, count) {
  const first = await openPeer(browsers.usual, folder, peer, count);
  await first.page.close();
  if (peer.scroller === "") return { paint: first.paint, frames: [] };
  const { page } = await openPeer(browsers.unheld, folder, peer, count);
  const frames = await page.evaluate(scrollFrames, peer.scroller);
  await page.close();
  return { paint: first.paint, frames };
}

/** @param {readonly number[]} frames */
function frameWords(frames) {
  return `${quantile(frames, 0.5).toFixed(1)} ms, p99 ${quantile(frames, 0.99).toFixed(1)} ms`;
}

/**
 * Shows what was measured.
 * @param {readonly string[]} [wanted] numbers of rows: these alone then, and no other programs
 * @returns whether the gates hold, as far as they were looked at
 */
export async function benchTimeline(wanted = []) {
  const counts = wanted.length === 0 ? ownCounts : wanted.map(Number);
  const folder = await buildPreview({ minify: true });
  const server = await serveFolder(folder);
  const executablePath = await getBrowser();
  const browsers = {
    usual: await chromium.launch({ executablePath, args: flags, headless: true }),
    unheld: await chromium.launch({ executablePath, args: [...flags, ...unheld], headless: true }),
  };
  let holds = true;
  try {
    console.log("rows        first paint    a frame while scrolling          heap");
    for (const count of counts) {
      const { paint, frames, heap, work } = await measureOwn(browsers, server.address, count);
      if (count === gates.rows) {
        holds = paint <= gates.paint && quantile(frames, 0.99) <= gates.frame && heap <= gates.heap;
      }
      console.log(
        `${count.toLocaleString("en").padEnd(12)}${`${paint.toFixed(0)} ms`.padStart(8)}` +
          `${frameWords(frames).padStart(28)}${`${heap.toFixed(0)} MB`.padStart(14)}`,
      );
      console.log(`            the page's own work for a step: ${workWords(work)}`);
    }
    console.log(
      `Gates at ${gates.rows.toLocaleString("en")} rows: first paint ${gates.paint} ms, p99 of a frame ${gates.frame} ms, ` +
        `heap ${gates.heap} MB: ${holds ? "held" : "NOT HELD"}`,
    );
    const still = await measureStill(browsers);
    console.log(`a page that stands still:   ${frameWords(still.frames)}`);
    console.log(`            its own work for a step: ${workWords(still.work)}`);
    if (wanted.length === 0) await comparePeers(browsers);
  } finally {
    await browsers.usual.close();
    await browsers.unheld.close();
    server.close();
  }
  return holds;
}

/** @param {Browsers} browsers */
async function comparePeers(browsers) {
  const folder = await ensureInstalled(
    `timeline-peers-${peerPackages.join("-").replaceAll("@", "-")}`,
    async (place) => {
      const { code, output } = await npm(
        ["install", "--prefix", place, "--ignore-scripts", "--no-audit", "--no-fund", ...peerPackages],
        { cwd: place, limit: 300_000 },
      );
      if (code !== 0) throw new Error(output.trim().split("\n").slice(-5).join("\n"));
    },
  ).catch((error) => {
    console.log(`Skipped the comparison: the other programs could not be had (${String(error).slice(0, 300)}).`);
    return undefined;
  });
  if (folder === undefined || !existsSync(folder)) return;
  for (const peer of peers) {
    for (const count of peerCounts.filter((one) => one <= peer.most)) {
      try {
        const { paint, frames } = await measurePeer(browsers, folder, peer, count);
        const scrolled = frames.length === 0 ? "does not scroll by itself" : frameWords(frames);
        console.log(
          `${peer.name.padEnd(14)}${count.toLocaleString("en").padStart(8)}${`${paint.toFixed(0)} ms`.padStart(12)}  ${scrolled}`,
        );
      } catch (error) {
        console.log(`${peer.name} at ${count}: ${String(error).split("\n")[0]}`);
      }
    }
  }
}
