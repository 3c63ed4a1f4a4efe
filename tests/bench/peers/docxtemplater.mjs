// docxtemplater: fills in a template made beforehand; notes follow the text.

import { readFileSync } from "node:fs";
import Docxtemplater from "docxtemplater";
import PizZip from "pizzip";
import { run } from "./face.mjs";
import { report } from "./prose.mjs";

run((template) => {
  const content = readFileSync(template);
  return (source) => {
    const document = new Docxtemplater(new PizZip(content), { paragraphLoop: true });
    document.render(report(source));
    return document.toBuffer();
  };
});
