/** What the audit trail calls what was done. */
export const cleaningTrail = {
  customers: {
    merge: "Customers merged",
    take_back: "Customer taken away with an import",
  },
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
