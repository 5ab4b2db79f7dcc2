/** What the audit trail calls what was done. */
export const cleaningTrail = {
  customers: { merge: "合并顾客", take_back: "随导入撤销移除顾客" },
  imports: {
    bring: "上传文件",
    check: "检查文件",
    fix: "修正文件中的单元格",
    start: "开始导入",
    finish: "导入完成",
    fail: "导入失败",
    cancel: "取消导入",
    undo: "开始撤销导入",
    undo_finish: "导入已撤销",
  },
  duplicates: { dismiss: "判定为不同的人", reopen: "重新判定疑似重复", scan: "重新比对所有顾客" },
} as const;
