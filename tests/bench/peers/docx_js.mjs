// docx (docx-js): builds the document object by object, with real footnotes.

import * as docx from "docx";
import { run } from "./face.mjs";
import { report } from "./prose.mjs";

const { AlignmentType, FootnoteReferenceRun, PageNumber, Paragraph, TextRun } = docx;
const MARK = /\[(\d+)\]/;

const STYLES = {
  default: {
    document: { run: { font: "仿宋_GB2312", size: "16pt" }, paragraph: { spacing: { line: 560 } } },
    title: { paragraph: { alignment: AlignmentType.CENTER } },
  },
  paragraphStyles: [
    { id: "BodyText", name: "Body Text", basedOn: "Normal", paragraph: { indent: { firstLine: 640 } } },
  ],
};
const PAGE = {
  size: { width: "210mm", height: "297mm" },
  margin: { top: "37mm", bottom: "35mm", left: "28mm", right: "26mm" },
};

function footer(alignment) {
  const children = [new TextRun({ children: ["— ", PageNumber.CURRENT, " —"] })];
  return new docx.Footer({ children: [new Paragraph({ alignment, children })] });
}

/** Returns the runs of a text, its marks as footnotes. */
function runs(text, options = {}) {
  const run = (part, at) =>
    at % 2 ? new FootnoteReferenceRun(Number(part)) : new TextRun({ ...options, text: part });
  return text.split(MARK).map(run);
}

function body(...children) {
  return new Paragraph({ style: "BodyText", children });
}

function* blocks({ title, opening, chapters, closing }) {
  yield new Paragraph({ heading: docx.HeadingLevel.TITLE, children: runs(title) });
  for (const { text } of opening) yield body(...runs(text));
  for (const { heading, items } of chapters) {
    yield new Paragraph({ heading: docx.HeadingLevel.HEADING_1, children: runs(heading) });
    for (const { lead, text } of items) yield body(...runs(lead, { bold: true }), ...runs(text));
  }
  yield body(...runs(closing));
}

run(() => (source) => {
  const data = report(source);
  const notes = data.notes.map(({ number, text }) => [number, { children: [body(...runs(text))] }]);
  const document = new docx.Document({
    styles: STYLES,
    footnotes: Object.fromEntries(notes),
    evenAndOddHeaderAndFooters: true,
    sections: [
      {
        properties: { page: PAGE },
        footers: { default: footer(AlignmentType.RIGHT), even: footer(AlignmentType.LEFT) },
        children: [...blocks(data)],
      },
    ],
  });
  return docx.Packer.toBuffer(document);
});
