import type { Lead } from "@shared/api/poolTypes";

export const kMostLeads = 500;

const kColumns = [
  "name",
  "phone",
  "email",
  "source",
  "external_ref",
  "note",
  "region",
  "interest",
  "activity",
] as const;
type Column = (typeof kColumns)[number];

/** What people call the columns, in either language. */
const kNames: Record<Column, readonly string[]> = {
  name: ["name", "full name", "姓名", "名称", "客户", "客户姓名"],
  phone: ["phone", "mobile", "tel", "电话", "手机", "手机号", "联系电话"],
  email: ["email", "e-mail", "邮箱", "电子邮箱"],
  source: ["source", "lead source", "来源", "渠道"],
  external_ref: ["reference", "external_ref", "ref", "lead number", "外部编号", "编号"],
  note: ["note", "remark", "备注", "说明"],
  region: ["region", "city", "地区", "城市", "区域"],
  interest: ["interest", "意向", "意向产品", "兴趣"],
  activity: ["activity", "score", "活跃", "活跃度"],
};

/** Splits pasted text into cells: tabs of a spreadsheet, or commas; quotes may hold either, and line ends. */
export function cells(text: string): string[][] {
  const separator = (text.split("\n")[0] ?? "").includes("\t")
    ? "\t"
    : /，/.test(text.split("\n")[0] ?? "")
      ? "，"
      : ",";
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i] ?? "";
    if (quoted) {
      if (c === '"' && text[i + 1] === '"') {
        cell += '"';
        i += 1;
      } else if (c === '"') quoted = false;
      else cell += c;
    } else if (c === '"' && cell === "") quoted = true;
    else if (c === separator) {
      row.push(cell.trim());
      cell = "";
    } else if (c === "\n") {
      rows.push([...row, cell.trim()]);
      row = [];
      cell = "";
    } else if (c !== "\r") cell += c;
  }
  rows.push([...row, cell.trim()]);
  return rows.filter((one) => one.some((text) => text !== ""));
}

export interface Pasted {
  leads: Lead[];
  /** The line of each lead in what was pasted, the names of the columns being line 1. */
  lines: number[];
  unknown: string[];
  hasName: boolean;
}

function columnOf(head: string): Column | undefined {
  const plain = head
    .trim()
    .toLowerCase()
    .replace(/^\ufeff/, "");
  return kColumns.find((column) => kNames[column].includes(plain));
}

/** Reads leads from pasted lines; lines without a name are left out, unknown columns are told of. */
export function readLeads(text: string): Pasted {
  const [heads = [], ...rows] = cells(text);
  const columns = heads.map(columnOf);
  const pasted: Pasted = {
    leads: [],
    lines: [],
    unknown: heads.filter((head, i) => head !== "" && columns[i] === undefined),
    hasName: columns.includes("name"),
  };
  for (const [i, row] of rows.entries()) {
    const lead: Partial<Record<Column, string>> = {};
    for (const [j, column] of columns.entries()) if (column && row[j]) lead[column] = row[j];
    const { name, activity, ...others } = lead;
    if (!name) continue;
    const number = Number(activity);
    pasted.leads.push({
      name,
      ...others,
      ...(activity && Number.isSafeInteger(number) ? { activity: number } : {}),
    });
    pasted.lines.push(i + 2);
  }
  return pasted;
}
