export const unmerge = {
  submit: "Undo the merge",
  title: "Undo the merge with {{name}}",
  text: "{{name}} becomes a customer of his own again: what is left of his points, his tags, addresses and fields go back, except what was changed since. What was bought, spent or added after the merge stays here.",
  reason: "Why they are two",
  done: "{{name}} is a customer of his own again",
} as const;

export const mergeTimeline = {
  merge_undone: "Merge with {{name}} undone",
  merge_undone_from: "Merge into {{name}} undone",
} as const;

/** What the audit trail calls what was done. */
export const cleaningTrail = {
  customers: {
    merge: "Customers merged",
    unmerge: "Merge undone",
    take_back: "Customer taken away with an import",
  },
  points: { unmerge: "Points of a merge sent back" },
  imports: {
    bring: "File brought",
    check: "File checked",
    fix: "Cells of a file mended",
    start: "Import started",
    finish: "Import finished",
    fail: "Import failed",
    cancel: "Import cancelled",
    undo: "Import being undone",
    undo_finish: "Import undone",
  },
  duplicates: {
    dismiss: "Two customers said to be different people",
    reopen: "Possible duplicates looked at again",
    scan: "Everybody compared again",
  },
} as const;
