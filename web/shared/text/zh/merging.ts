/** What the audit trail calls what was done. */
export const cleaningTrail = {
  customers: { take_back: "随导入撤销移除顾客" },
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
} as const;
