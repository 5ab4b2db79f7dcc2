export const unmerge = {
  submit: "撤销合并",
  title: "撤销与 {{name}} 的合并",
  text: "{{name}} 恢复为独立的客户：剩余的积分、标签、地址和各字段归还给他（合并后被改动过的除外）。合并之后的消费、使用和新增内容留在此处。",
  reason: "撤销原因",
  done: "{{name}} 已恢复为独立的客户",
} as const;

export const mergeTimeline = {
  merge_undone: "已撤销与 {{name}} 的合并",
  merge_undone_from: "已撤销合并到 {{name}}",
} as const;

/** What the audit trail calls what was done. */
export const cleaningTrail = {
  customers: { merge: "合并客户", unmerge: "撤销合并", take_back: "随导入撤销移除客户" },
  points: { unmerge: "退回合并的积分" },
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
  duplicates: { dismiss: "判定为不同的人", reopen: "重新判定疑似重复", scan: "重新比对所有客户" },
} as const;
