import { describe, expect, test } from "vitest";
import { cells, readLeads } from "./leads";

describe("pasted text becomes cells", () => {
  test.each([
    [
      "a,b\n1,2",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "a\tb\r\n1, still one\t2",
      [
        ["a", "b"],
        ["1, still one", "2"],
      ],
    ],
    [
      'a,b\n"x, y","say ""hi"""',
      [
        ["a", "b"],
        ["x, y", 'say "hi"'],
      ],
    ],
    [
      'a,b\n"two\nlines",2',
      [
        ["a", "b"],
        ["two\nlines", "2"],
      ],
    ],
    [
      "姓名，电话\n张伟，138",
      [
        ["姓名", "电话"],
        ["张伟", "138"],
      ],
    ],
    [
      "a,b\n\n ,\n1,2\n",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    ["", []],
  ])("%j", (text, rows) => {
    expect(cells(text)).toEqual(rows);
  });
});

test("columns are known in both languages and in any order", () => {
  const read = readLeads("电话,姓名,Source,颜色\n13812345678,张伟,抖音,红");
  expect(read.leads).toEqual([{ name: "张伟", phone: "13812345678", source: "抖音" }]);
  expect(read.unknown).toEqual(["颜色"]);
});

test("a line without a name is left out, and the others keep their line", () => {
  const read = readLeads("name,phone\n,1\nAda,2\n");
  expect(read.leads).toEqual([{ name: "Ada", phone: "2" }]);
  expect(read.lines).toEqual([3]);
});

test("activity is a whole number or nothing", () => {
  expect(readLeads("name,activity\nAda,7").leads[0]?.activity).toBe(7);
  expect(readLeads("name,activity\nAda,high").leads[0]?.activity).toBeUndefined();
});

test("without a column of names nothing is read", () => {
  const read = readLeads("phone\n1");
  expect(read.hasName).toBe(false);
  expect(read.leads).toEqual([]);
});
