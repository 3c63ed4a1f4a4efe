// Carbone: fills in a template made beforehand; notes follow the text.

import { promisify } from "node:util";
import carbone from "carbone";
import { run } from "./face.mjs";
import { report } from "./prose.mjs";

const render = promisify(carbone.render.bind(carbone));

run((template) => (source) => render(template, report(source)));
