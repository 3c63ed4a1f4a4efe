// The two ways a Node peer is run, as face.py has them: `node peer.mjs [template] report.yaml
// out.docx` for one report, or `--serve`, and then a line for each report.

import { writeFileSync } from "node:fs";
import { createInterface } from "node:readline";

/** Obeys the arguments; `prepare` makes of the settings what turns a report's path into a docx. */
export async function run(prepare) {
  const settings = process.argv.slice(2);
  if (settings.at(-1) === "--serve") {
    await serve(await prepare(...settings.slice(0, -1)));
  } else {
    const [source, target] = settings.splice(-2);
    const render = await prepare(...settings);
    writeFileSync(target, await render(source));
  }
}

async function serve(render) {
  for await (const line of createInterface({ input: process.stdin })) {
    const [source, target] = line.split("\t");
    const wall = process.hrtime.bigint();
    const cpu = process.cpuUsage();
    writeFileSync(target, await render(source));
    const { user, system } = process.cpuUsage(cpu);
    console.log(Number(process.hrtime.bigint() - wall) / 1e9, (user + system) / 1e6);
  }
}
