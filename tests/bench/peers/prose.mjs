// What every Node peer shares: the report read from its YAML, its references filled in,
// as prose.py does it for the Python peers.

import { readFileSync } from "node:fs";
import { load } from "js-yaml";

const REFERENCE = /\{\{(.*?)\}\}/g;
const NOTE = /【注：(.*?)】/g;
const LISTED = /^(均为|列举)（(.*?)）$/;
const FOLD = /(?<!\n)\n(?!\n)/g;
const DIGITS = "零一二三四五六七八九";

/** Returns a number below 1,000 in Chinese numerals. */
function numeral(number) {
  const text = [...String(number).padStart(3, "0")]
    .map((digit, at) => DIGITS[digit] + (digit === "0" ? "" : ["百", "十", ""][at]))
    .join("")
    .replace(/零+/g, "零")
    .replace(/^零|零$/g, "");
  return number >= 10 && number < 20 ? text.slice(1) : text;
}

/** Fills in the references of one report, and counts its notes. */
class Prose {
  constructor(data) {
    this.indicators = data.指标;
    this.notes = new Map();
    this.fixed = { 年份: String(data.年份), 章节数: numeral(data.章节.length) };
  }

  paragraphs(text) {
    return text.replace(/^\n+|\n+$/g, "").split("\n\n").map((part) => ({ text: this.fill(part) }));
  }

  fill(text) {
    return text
      .trim()
      .replace(FOLD, "")
      .replace(REFERENCE, (_, expression) => this.value(expression))
      .replace(NOTE, (_, key) => `[${this.number(key)}]`);
  }

  number(key) {
    if (!this.notes.has(key)) this.notes.set(key, this.notes.size + 1);
    return this.notes.get(key);
  }

  value(expression) {
    if (expression in this.fixed) return this.fixed[expression];
    const listed = LISTED.exec(expression);
    if (listed) {
      const names = listed[2].split("，");
      if (listed[1] === "均为") return "均为" + this.field(names[0], "");
      return names.map((name) => name + this.field(name, "")).join("、");
    }
    if (expression.endsWith("|达")) return "达" + this.field(expression.slice(0, -2), "");
    const dot = expression.indexOf(".");
    if (dot < 0) return this.field(expression, "");
    return this.field(expression.slice(0, dot), expression.slice(dot + 1));
  }

  field(name, field) {
    let indicator = this.indicators[name];
    if (typeof indicator !== "object") indicator = { 数值: String(indicator) };
    if (field === "同比") return "同比" + indicator.同比;
    if (field in indicator) return String(indicator[field]);
    const value = String(indicator.数值);
    return field ? value.split(/[、，]/).find((part) => part.endsWith(field)) : value;
  }
}

/** Returns the report of a YAML file as templates take it; a note is [1] in the text. */
export function report(source) {
  const data = load(readFileSync(source, "utf8"));
  const prose = new Prose(data);
  const opening = prose.paragraphs(data.开头);
  const chapters = data.章节.map((chapter, at) => ({
    heading: `（${numeral(at + 1)}）${chapter.标题}`,
    items: chapter.事项.map((item) => ({
      lead: prose.fill(item.段首句) + "。",
      text: prose.fill(item.正文),
    })),
  }));
  const entries = data.存在问题.条目.map((item, at) => `${numeral(at + 1)}是${item}。`);
  const closing = prose.fill(data.存在问题.过渡语) + entries.join("");
  const notes = [...prose.notes].map(([key, number]) => ({
    number,
    text: prose.fill(data.脚注[key]),
  }));
  return { title: data.标题, opening, chapters, closing, notes };
}
