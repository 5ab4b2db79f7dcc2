export const records = {
  topics: "What the timeline shows",
  topic: {
    all: "All",
    sales: "Purchases",
    points: "Points and rewards",
    contacts: "Follow-ups",
    moves: "Owners",
    changes: "Changes",
    cards: "Cards",
  },
  noneOfTopic: "Nothing of this kind yet",
  recordContact: "Record a follow-up",
  preview: "Preview",
  openRecord: "Open the record",
  recent: "Recently",
} as const;
