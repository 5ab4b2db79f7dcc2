export const common = {
  appName: "Homeport",
  action: {
    save: "Save", cancel: "Cancel", close: "Close", edit: "Edit", create: "New", remove: "Delete", disable: "Disable", enable: "Enable", confirm: "OK",
    back: "Back", next: "Next", previous: "Back", retry: "Try again", refresh: "Refresh", undo: "Undo", copy: "Copy", copied: "Copied", more: "More", open: "Open",
    search: "Search", add: "Add", reset: "Reset", expand: "More filters", collapse: "Fewer filters", query: "Search", discard: "Discard", keepEditing: "Keep editing", show: "Show", done: "Done",
    openAsPage: "Open as page", signOut: "Sign out", signIn: "Sign in",
  },
  status: { active: "Active", disabled: "Disabled" },
  yes: "Yes", no: "No", all: "All", none: "None", blank: "—", optional: "optional", loading: "Loading…", unknown: "Unknown",
  saved: "Saved", created: "Created", removed: "Deleted", undone: "Undone", you: "You", system: "System",
  field: { name: "Name", status: "Status", createdAt: "Created", note: "Note", code: "Code", phone: "Phone", email: "Email", address: "Address" },
  list: {
    total: "{{n}} in total", page: "Page {{n}}", first: "First page", previous: "Previous page", next: "Next page", perPage: "{{n}} per page", columns: "Columns", density: "Density",
    dense: "Compact", comfortable: "Comfortable", resetColumns: "Restore default", moveUp: "Move up", moveDown: "Move down", searchHint: "Search", actions: "Actions", selected: "{{n}} selected", clearSelection: "Clear selection", updating: "Updating",
    rangeFrom: "From", rangeTo: "To", sortBy: "Sort",
  },
  empty: {
    nothingTitle: "Nothing here yet", nothingText: "The first one you create will appear here.",
    notFoundTitle: "Nothing matches", notFoundText: "Loosen or clear the filters and try again.", clearFilters: "Clear filters",
    notAllowedTitle: "You may not see this", notAllowedText: "Ask an administrator if you need it. {{detail}}",
    failedTitle: "Loading failed", failedText: "{{detail}}", requestId: "Request {{id}}",
    missingTitle: "No such record", missingText: "It may have moved, or lies outside what you may see.",
  },
  form: {
    required: "{{label}} is needed", tooLong: "At most {{n}} characters", number: "Enter a number", money: "Enter an amount with at most {{n}} decimals", points: "Enter points with at most two decimals", percent: "Enter a percentage with at most four decimals",
    leaveTitle: "Discard unsaved changes?", leaveText: "What you have typed will be lost.", draftRestored: "Your unsaved draft is back", draftDrop: "Clear draft", unsaved: "Unsaved",
    phone: "Enter a valid phone number", email: "Enter a valid email address", select: "Choose", moneyPlaceholder: "0.00",
  },
  conflict: {
    title: "Somebody else has just changed this", text: "These fields differ. Decide which to keep.", field: "Field", mine: "Yours", theirs: "As it is now", keepMine: "Overwrite with mine", takeTheirs: "Take what is there",
  },
  explain: { title: "How this came about", none: "Nothing to explain" },
  pagination: { rows: "rows" },
} as const;
