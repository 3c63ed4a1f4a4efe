// easy-template-x: fills in a template made beforehand; notes follow the text.

import { readFileSync } from "node:fs";
import { TemplateHandler } from "easy-template-x";
import { run } from "./face.mjs";
import { report } from "./prose.mjs";

run((template) => {
  const content = readFileSync(template);
  const handler = new TemplateHandler();
  return (source) => handler.process(content, report(source));
});
